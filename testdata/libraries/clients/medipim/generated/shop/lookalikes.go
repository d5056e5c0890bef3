package shop

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"time"

	"example.com/libraries/clients/medipim/generated/medipimapi"
)

// Nothing in this file is reported.

// patient retries by the field that the real status set.
func (s *service) patient(ctx context.Context, q medipimapi.Query) (*medipimapi.QueryResult, error) {
	for attempt := 0; ; attempt++ {
		resp, err := s.api.QueryWithResponse(ctx, q)
		if err != nil {
			return nil, err
		}
		if resp.JSON429 != nil && attempt < 5 {
			time.Sleep(time.Second << attempt)
			continue
		}
		switch {
		case resp.JSON200 != nil:
			return resp.JSON200, nil
		case resp.JSON400 != nil:
			return nil, fmt.Errorf("shop: bad query: %s", resp.JSON400.Error.Message)
		case resp.JSON422 != nil:
			return nil, &invalid{resp.JSON422}
		}
		return nil, fmt.Errorf("shop: %s", resp.Status())
	}
}

// byStatus retries by the status itself.
func (s *service) byStatus(ctx context.Context, id string) (*medipimapi.Product, error) {
	for attempt := 0; ; attempt++ {
		resp, err := s.api.FindWithResponse(ctx, &medipimapi.FindParams{Id: id})
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode() {
		case http.StatusOK:
			return resp.JSON200, nil
		case http.StatusNotFound:
			return nil, errNotFound
		case http.StatusTooManyRequests:
			if attempt < 5 {
				time.Sleep(time.Second << attempt)
				continue
			}
		}
		if resp.JSONDefault != nil {
			log.Printf("medipim says %d %s", resp.JSONDefault.Error.Status, resp.JSONDefault.Error.Code)
		}
		return nil, fmt.Errorf("shop: %s", resp.Status())
	}
}

// invalid carries the violations with the rest of the envelope.
type invalid struct{ *medipimapi.ErrorResponse }

func (e *invalid) Error() string { return "shop: " + e.ErrorResponse.Error.Message }

// active looks at a product's own status.
func active(p *medipimapi.Product) bool { return p.Status == "active" }
