// Package webhook receives "product changed" calls, and fetches what changed.
package webhook

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

// Event is the body of a call. Failed events carry the error that their last delivery met.
type Event struct {
	Kind      string `json:"kind"`
	ProductID int64  `json:"product_id"`
	MediaID   int64  `json:"media_id"`
	Error     struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Receiver is an http.Handler.
type Receiver struct {
	Secret  []byte
	Fetcher *MedipimFetcher
	Save    func(kind string, doc map[string]any) error
	Log     *slog.Logger
}

func (rc *Receiver) authentic(body []byte, signature string) bool {
	mac := hmac.New(sha256.New, rc.Secret)
	mac.Write(body)
	want, err := hex.DecodeString(signature)
	return err == nil && hmac.Equal(mac.Sum(nil), want)
}

func (rc *Receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil || !rc.authentic(raw, r.Header.Get("X-Signature")) {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	var ev Event
	if err := json.Unmarshal(raw, &ev); err != nil {
		http.Error(w, "bad event", http.StatusBadRequest)
		return
	}
	if ev.Error.Message != "" {
		rc.Log.Warn("earlier delivery failed", "status", ev.Error.Status, "code", ev.Error.Code, "message", ev.Error.Message)
	}
	if err := rc.process(r.Context(), ev); err != nil {
		rc.Log.Error("event", "kind", ev.Kind, "err", err)
		// The sender repeats what was not answered with a 2xx.
		w.Header().Set("Retry-After", "60")
		http.Error(w, "later", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (rc *Receiver) process(ctx context.Context, ev Event) error {
	var doc map[string]any
	var err error
	switch ev.Kind {
	case "product":
		doc, err = rc.Fetcher.Product(ctx, ev.ProductID)
	case "media":
		doc, err = rc.Fetcher.Media(ctx, ev.MediaID)
	default:
		return nil
	}
	if err != nil || doc == nil {
		return err
	}
	return rc.Save(ev.Kind, doc)
}

// MedipimFetcher reads from the API.
type MedipimFetcher struct {
	Base string
	HTTP *http.Client
}

func (f *MedipimFetcher) get(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.Base+url, nil)
	if err != nil {
		return nil, err
	}
	return f.HTTP.Do(req)
}

// Product fetches a product; nil if it is gone by now.
func (f *MedipimFetcher) Product(ctx context.Context, id int64) (map[string]any, error) {
	for wait := time.Second; ; wait *= 2 {
		resp, err := f.get(ctx, "/v4/products/find?id="+strconv.FormatInt(id, 10))
		if err != nil {
			return nil, err
		}
		doc, again, err := product(resp)
		if !again {
			return doc, err
		}
		if wait > 16*time.Second {
			return nil, fmt.Errorf("product %d: %w", id, err)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func product(resp *http.Response) (doc map[string]any, again bool, err error) {
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(&doc)
		return doc, false, err
	case http.StatusNotFound:
		return nil, false, nil
	}
	return nil, resp.StatusCode == http.StatusTooManyRequests, fmt.Errorf("unexpected %s", resp.Status)
}

// Media fetches the description of a picture; pictures are not that important.
func (f *MedipimFetcher) Media(ctx context.Context, id int64) (map[string]any, error) {
	resp, err := f.get(ctx, "/v4/media/find?id="+strconv.FormatInt(id, 10))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		slog.Info("rate limit, picture skipped", "id", id)
		return nil, nil
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("media %d: %s", id, resp.Status)
	}
	var doc map[string]any
	err = json.NewDecoder(resp.Body).Decode(&doc)
	return doc, err
}
