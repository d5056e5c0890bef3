// Package leaflet fetches patient leaflets while the customer waits.
package leaflet

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"example.com/bollenveld/posd/internal/domain"
)

const base = "https://api.medipim.be/v4/media"

// Error is an answer without a leaflet.
type Error struct {
	HTTP int
	Code string
	Text string
}

func (e *Error) Error() string { return fmt.Sprintf("leaflet: %s (%d %s)", e.Text, e.HTTP, e.Code) }

// Service implements ports.Leaflets.
type Service struct {
	client      *retryablehttp.Client
	key, secret string
}

// New returns a service that answers within seconds or not at all.
func New(key, secret string) *Service {
	c := retryablehttp.NewClient() // want medipimretry/library
	c.RetryMax = 0
	c.HTTPClient.Timeout = 3 * time.Second
	c.Logger = nil
	return &Service{client: c, key: key, secret: secret}
}

// Leaflet implements ports.Leaflets.
func (s *Service) Leaflet(ctx context.Context, cnk domain.CNK, lang string) ([]byte, error) {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, base+"/leaflet?cnk="+string(cnk)+"&lang="+lang, nil)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(s.key, s.secret)
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 == 2 {
		return body, nil
	}
	var env struct {
		Error struct {
			Status  int
			Code    string
			Message string
		}
	}
	if err := json.Unmarshal(body, &env); err != nil {
		return nil, fmt.Errorf("leaflet: HTTP %d: %w", resp.StatusCode, err)
	}
	e := env.Error
	return nil, &Error{HTTP: e.Status, Code: e.Code, Text: e.Message}
}
