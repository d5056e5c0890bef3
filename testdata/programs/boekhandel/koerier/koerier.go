// Package koerier brings pictures from Medipim to the shop's bucket.
package koerier

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/goccy/go-json"
	"github.com/sethgrid/pester"
	log "github.com/sirupsen/logrus"
)

// Courier carries the pictures.
type Courier struct {
	quick, slow, night *pester.Client
	plain              *http.Client
}

// NewCourier builds a courier for api.medipim.be.
func NewCourier() *Courier {
	quick := pester.New() // want medipimretry/library
	quick.Concurrency = 1
	quick.MaxRetries = 3
	quick.Backoff = pester.ExponentialBackoff
	quick.KeepLog = true

	slow := pester.New()
	slow.MaxRetries = 8
	slow.Backoff = pester.ExponentialJitterBackoff
	slow.RetryOnHTTP429 = true

	night := pester.NewExtendedClient(&http.Client{Timeout: 5 * time.Minute})
	night.MaxRetries = 12
	night.Backoff = func(retry int) time.Duration { return time.Duration(retry) * time.Minute }
	night.SetRetryOnHTTP429(true)
	return &Courier{quick: quick, slow: slow, night: night, plain: &http.Client{Timeout: time.Minute}}
}

type picture struct {
	ID  int    `json:"id"`
	URL string `json:"url"`
}

type answer struct {
	Results []picture `json:"results"`
	Error   *struct {
		Code    string      `json:"code"`
		Status  json.Number `json:"status"`
		Message string      `json:"message"`
	} `json:"error"`
}

const medipimMedia = "https://api.medipim.be/v4/media/"

// Pictures lists the pictures of a product.
func (c *Courier) Pictures(id int) ([]picture, error) {
	resp, err := c.night.Post(medipimMedia+"query", "application/json", strings.NewReader(fmt.Sprintf(`{"product":%d}`, id)))
	if err != nil {
		log.WithError(err).Error(c.night.LogString())
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if resp.StatusCode != http.StatusOK {
		if err := json.NewDecoder(resp.Body).Decode(&a); err != nil || a.Error == nil {
			return nil, fmt.Errorf("pictures: %s", resp.Status)
		}
		log.WithFields(log.Fields{"status": a.Error.Status, "code": a.Error.Code}).Warn(a.Error.Message)
		if strings.EqualFold(a.Error.Code, "endpoint-not-found") { // want medipimcode/unknown
			return nil, errors.New("wrong path")
		}
		if strings.EqualFold(a.Error.Code, "NOT_FOUND") {
			return nil, nil
		}
		return nil, fmt.Errorf("pictures: %s", resp.Status)
	}
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	return a.Results, nil
}

// Night lists all pictures.
func (c *Courier) Night(query []byte) ([]picture, error) {
	req, err := http.NewRequest(http.MethodPost, medipimMedia+"query", bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	resp, err := c.quick.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if a.Error != nil {
		return nil, fmt.Errorf("night: %s", a.Error.Code)
	}
	return a.Results, nil
}

// Slow is Night by day.
func (c *Courier) Slow(id int) (*picture, error) {
	resp, err := c.slow.Get(fmt.Sprintf("%sfind?id=%d", medipimMedia, id))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		if a.Error == nil {
			return nil, errors.New(resp.Status)
		}
		return nil, fmt.Errorf("slow: %s: %s", a.Error.Status, a.Error.Code)
	}
	if len(a.Results) == 0 {
		return nil, nil
	}
	return &a.Results[0], nil
}

// Upload tells Medipim that a picture was taken. The API is polite: so are we.
func (c *Courier) Upload(ctx context.Context, id int, jpeg io.Reader) error {
	for try := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, fmt.Sprintf("%s%d", medipimMedia, id), jpeg)
		if err != nil {
			return err
		}
		resp, err := c.plain.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode < 300:
			return nil
		case resp.StatusCode != http.StatusTooManyRequests:
			return fmt.Errorf("upload: %s", resp.Status)
		}
		time.Sleep(time.Second << try)
	}
	return errors.New("upload: gave up")
}

// Confirm is Upload for the list of ids: the reader is made anew each time.
func (c *Courier) Confirm(ctx context.Context, ids []int) error {
	payload, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	for try := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimMedia+"confirm", bytes.NewReader(payload))
		if err != nil {
			return err
		}
		resp, err := c.plain.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode < 300:
			return nil
		case resp.StatusCode != http.StatusTooManyRequests:
			return fmt.Errorf("confirm: %s", resp.Status)
		}
		time.Sleep(time.Second << try)
	}
	return errors.New("confirm: gave up")
}

// Bucket is ours: nothing of Medipim's.
func Bucket(ctx context.Context, name string) (map[string]string, error) {
	resp, err := pester.Get("https://bucket.boekhandel.example/" + name)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	m := map[string]string{}
	return m, json.NewDecoder(resp.Body).Decode(&m)
}
