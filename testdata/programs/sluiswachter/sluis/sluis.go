// Package sluis meldt aan en zet door; wat het antwoord betekent, weet de beller.
package sluis

import (
	"context"
	"io"
	"net/http"
	"time"
)

const host = "https://api.medipim.be"

type Sluis struct {
	id, geheim string
	hc         *http.Client
}

func Open(id, geheim string) *Sluis {
	return &Sluis{id, geheim, &http.Client{Timeout: 30 * time.Second}}
}

func (s *Sluis) Post(ctx context.Context, pad string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, host+pad, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return s.doe(req)
}

func (s *Sluis) Get(ctx context.Context, pad string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, host+pad, nil)
	if err != nil {
		return nil, err
	}
	return s.doe(req)
}

func (s *Sluis) doe(req *http.Request) (*http.Response, error) {
	req.SetBasicAuth(s.id, s.geheim)
	req.Header.Set("Accept", "application/json")
	return s.hc.Do(req)
}
