//medipimlint:client

// Package poort is the port through which the domain sees the vendor.
package poort

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/boekhandel/fouten"
	"example.com/boekhandel/wacht"
)

// Poort is the adapter.
type Poort struct {
	HC   *http.Client
	Base string
}

// Vraag sends in and decodes the answer into uit.
func (p *Poort) Vraag(ctx context.Context, path string, in, uit any) error {
	b, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return wacht.Doe(ctx, 5, time.Second, func(ctx context.Context) (bool, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.Base+path, bytes.NewReader(b))
		if err != nil {
			return false, err
		}
		resp, err := p.HC.Do(req)
		if err != nil {
			return true, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return false, json.NewDecoder(resp.Body).Decode(uit)
		}
		return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500, fouten.Van(resp)
	})
}
