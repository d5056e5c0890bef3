package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"time"
)

const maxTries = 5

// Brands retries what the load balancer gets wrong.
func (im *Importer) Brands(ctx context.Context) ([]string, error) {
	for try := 0; ; try++ {
		req, err := im.newRequest(ctx, http.MethodPost, "/brands/query", struct{}{})
		if err != nil {
			return nil, err
		}
		resp, err := im.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= http.StatusInternalServerError && try < maxTries { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << try)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return nil, fmt.Errorf("brands: %s", resp.Status)
		}
		var out struct {
			Results []string `json:"results"`
		}
		err = json.NewDecoder(resp.Body).Decode(&out)
		return out.Results, err
	}
}

func transient(status int) bool {
	return status == 502 || status == 503 || status == 504 // want medipimretry/incomplete
}

func worthRetrying(status int) bool {
	return status == 408 || status == 429 || status >= 500
}

func (im *Importer) Media(ctx context.Context, id string) (json.RawMessage, error) {
	req, err := im.newRequest(ctx, http.MethodGet, "/media/find?product="+id, nil)
	if err != nil {
		return nil, err
	}
	var resp *http.Response
	for n := range maxTries {
		resp, err = im.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if !transient(resp.StatusCode) {
			break
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n+1) * time.Second)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("media: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Leaflet is Media with the right predicate.
func (im *Importer) Leaflet(ctx context.Context, id string) (json.RawMessage, error) {
	req, err := im.newRequest(ctx, http.MethodGet, "/leaflets/find?product="+id, nil)
	if err != nil {
		return nil, err
	}
	var resp *http.Response
	for n := range maxTries {
		resp, err = im.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if !worthRetrying(resp.StatusCode) {
			break
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n+1) * time.Second)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("leaflet: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// PushPrices builds the request once and sends it until it is accepted.
func (im *Importer) PushPrices(ctx context.Context, prices map[string]int) error {
	payload, err := json.Marshal(prices)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, "POST", baseURL+"/prices", bytes.NewReader(payload))
	if err != nil {
		return err
	}
	req.SetBasicAuth(im.keyID, im.secret)
	for i := 1; i <= maxTries; i++ {
		resp, err := im.hc.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(i*i) * time.Second)
			continue
		}
		if resp.StatusCode/100 != 2 {
			return fmt.Errorf("prices: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("prices: still throttled after %d tries", maxTries)
}

// PushStock builds a new request on the same bytes each time.
func (im *Importer) PushStock(ctx context.Context, levels map[string]int) error {
	payload, err := json.Marshal(levels)
	if err != nil {
		return err
	}
	for i := 1; i <= maxTries; i++ {
		req, err := http.NewRequestWithContext(ctx, "POST", baseURL+"/stock", bytes.NewReader(payload))
		if err != nil {
			return err
		}
		req.SetBasicAuth(im.keyID, im.secret)
		resp, err := im.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(i*i) * time.Second)
			continue
		}
		if resp.StatusCode/100 != 2 {
			return fmt.Errorf("stock: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("stock: still throttled after %d tries", maxTries)
}

// PushNotes rewinds from GetBody.
func (im *Importer) PushNotes(ctx context.Context, notes []string) error {
	req, err := im.newRequest(ctx, "POST", "/notes", notes)
	if err != nil {
		return err
	}
	for i := 0; i < maxTries; i++ {
		if i > 0 {
			if req.Body, err = req.GetBody(); err != nil {
				return err
			}
		}
		resp, err := im.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 429 {
			if resp.StatusCode > 299 {
				return fmt.Errorf("notes: %s", resp.Status)
			}
			return nil
		}
		d := time.Second<<i + rand.N(time.Second)
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			d = time.Duration(s) * time.Second
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(d):
		}
	}
	return errThrottled
}

// UploadPhoto opens the file once for all tries.
func (im *Importer) UploadPhoto(ctx context.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for pause := time.Second; pause < time.Minute; pause *= 2 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, baseURL+"/media/upload", f)
		if err != nil {
			return err
		}
		resp, err := im.hc.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case 200, 201, 204:
			return nil
		case 429:
			time.Sleep(pause)
		default:
			return fmt.Errorf("upload: %s", resp.Status)
		}
	}
	return errThrottled
}

// UploadLeaflet seeks back first.
func (im *Importer) UploadLeaflet(ctx context.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for pause := time.Second; pause < time.Minute; pause *= 2 {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, baseURL+"/leaflets/upload", io.NopCloser(f))
		if err != nil {
			return err
		}
		resp, err := im.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case 200, 201, 204:
			return nil
		case 429:
			time.Sleep(pause)
		default:
			return fmt.Errorf("upload: %s", resp.Status)
		}
	}
	return errThrottled
}
