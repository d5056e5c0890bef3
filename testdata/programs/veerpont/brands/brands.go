// Package brands keeps the brand table in step. Half of it is about the supplier's price list, elsewhere.
package brands

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/hashicorp/go-retryablehttp"
)

type Brand struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

func medipimError(resp *http.Response) error {
	var e struct {
		Error struct {
			Code, Message string
			Violations    []map[string]any
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return errors.New(resp.Status)
	}
	return fmt.Errorf("%s: %s %v", e.Error.Code, e.Error.Message, e.Error.Violations)
}

// MedipimBrands hopes that heimdall knows about 429. It knows about 5xx.
type MedipimBrands struct {
	client *httpclient.Client
}

func NewMedipimBrands() *MedipimBrands {
	backoff := heimdall.NewExponentialBackoff(100*time.Millisecond, 5*time.Second, 2, 50*time.Millisecond)
	return &MedipimBrands{
		client: httpclient.NewClient( // want medipimretry/library
			httpclient.WithHTTPTimeout(10*time.Second),
			httpclient.WithRetrier(heimdall.NewRetrier(backoff)),
			httpclient.WithRetryCount(4),
		),
	}
}

func (b *MedipimBrands) Get(id int) (*Brand, error) {
	resp, err := b.client.Get(fmt.Sprintf("https://api.medipim.be/v4/brands/%d", id), nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, medipimError(resp)
	}
	var out Brand
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return &out, nil
}

// MedipimPlain has heimdall for its timeouts.
type MedipimPlain struct{ h heimdall.Client }

func NewMedipimPlain() MedipimPlain {
	return MedipimPlain{h: httpclient.NewClient(httpclient.WithHTTPTimeout(2 * time.Second))}
}

func (p MedipimPlain) Exists(id int) (bool, error) {
	resp, err := p.h.Get(fmt.Sprintf("https://api.medipim.be/v4/brands/%d", id), http.Header{}) // want medipimretry/missing
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 404 {
		return false, nil
	}
	if resp.StatusCode != 200 {
		return false, medipimError(resp)
	}
	return true, nil
}

// MedipimBelow has a retrying client below heimdall.
type MedipimBelow struct{ h *httpclient.Client }

func NewMedipimBelow() MedipimBelow {
	rc := retryablehttp.NewClient()
	rc.RetryMax = 3
	return MedipimBelow{h: httpclient.NewClient(httpclient.WithHTTPClient(rc.StandardClient()))}
}

func (p MedipimBelow) Rename(id int, name string) error {
	body, err := json.Marshal(Brand{id, name})
	if err != nil {
		return err
	}
	resp, err := p.h.Put(fmt.Sprintf("https://api.medipim.be/v4/brands/%d", id), bytes.NewReader(body), nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return medipimError(resp)
	}
	return nil
}

// waiter is a Doer that repeats what the API refused for its pace.
type waiter struct {
	next heimdall.Doer
	wait time.Duration
}

func (w waiter) Do(req *http.Request) (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := w.next.Do(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 5 {
			return resp, err
		}
		resp.Body.Close()
		if req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(time.Duration(n) * w.wait):
		}
	}
}

// MedipimWaits goes through waiter. It asks only with GET.
type MedipimWaits struct{ h *httpclient.Client }

func NewMedipimWaits() *MedipimWaits {
	d := waiter{next: http.DefaultClient, wait: time.Second}
	return &MedipimWaits{httpclient.NewClient(httpclient.WithHTTPClient(d), httpclient.WithHTTPTimeout(time.Minute))}
}

func (p *MedipimWaits) Names(ctx context.Context) ([]string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/brands/names", nil)
	if err != nil {
		return nil, err
	}
	resp, err := p.h.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return nil, medipimError(resp)
	}
	var names []string
	return names, json.NewDecoder(resp.Body).Decode(&names)
}

// MedipimLoop repeats by hand.
type MedipimLoop struct{ h *httpclient.Client }

// Merge sends the reader again that the first try has read.
func (p *MedipimLoop) Merge(ids []int) error {
	b, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	body := bytes.NewReader(b)
	for try := 0; try < 4; try++ {
		resp, err := p.h.Post("https://api.medipim.be/v4/brands/merge", body, nil) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Second << try)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return medipimError(resp)
		}
		return nil
	}
	return errors.New("medipim: still busy")
}

// Split makes the reader anew.
func (p *MedipimLoop) Split(id int) error {
	b, err := json.Marshal(id)
	if err != nil {
		return err
	}
	for try := range 4 {
		resp, err := p.h.Post("https://api.medipim.be/v4/brands/split", bytes.NewReader(b), nil)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Second << try)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return medipimError(resp)
		}
		return nil
	}
	return errors.New("medipim: still busy")
}

// Count passes over a day on which the API was busy.
func (p *MedipimLoop) Count() (int, error) {
	resp, err := p.h.Get("https://api.medipim.be/v4/brands/count", nil)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests: // want medipimretry/swallowed
		slog.Warn("brands: busy, no count today")
		return 0, nil
	case resp.StatusCode >= 400:
		return 0, medipimError(resp)
	}
	var n int
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

func NewMedipimLoop() *MedipimLoop { return &MedipimLoop{h: httpclient.NewClient()} }

// Prices is the supplier's list: another API, with other habits.
func Prices() ([]byte, error) {
	c := httpclient.NewClient(httpclient.WithRetryCount(3))
	resp, err := c.Get("https://prices.supplier.example/list.csv", nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
