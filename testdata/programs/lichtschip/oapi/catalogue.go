// The hand-written face of the generated client.

//medipimlint:client

package oapi

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"
)

// ErrGone says that a saved query refers to something that was removed.
var ErrGone = errors.New("catalogue: gone")

// Rejected has the fields that the catalogue did not like.
type Rejected struct {
	Text   string
	Fields []map[string]any
}

func (r *Rejected) Error() string { return fmt.Sprintf("%s (%d fields)", r.Text, len(r.Fields)) }

// Catalogue is what the rest of the program uses.
type Catalogue struct {
	api *ClientWithResponses
	log *log.Logger
}

// Page fetches one page; it is patient with the rate limit.
func (c *Catalogue) Page(ctx context.Context, q QueryProductsJSONRequestBody) (*ProductPage, error) {
	delay := 400 * time.Millisecond
	for range 6 {
		res, err := c.api.QueryProductsWithResponse(ctx, q)
		if err != nil {
			return nil, err
		}
		switch {
		case res.JSON200 != nil:
			return res.JSON200, nil
		case res.JSON429 != nil:
			c.log.Printf("throttled (%d in the body), waiting %s", res.JSON429.Error.Status, delay)
			if err := nap(ctx, delay); err != nil {
				return nil, err
			}
			delay *= 2
			continue
		case res.JSON422 != nil:
			rej := &Rejected{Text: res.JSON422.Error.Message}
			if v := res.JSON422.Violations; v != nil {
				rej.Fields = *v
			}
			return nil, rej
		case res.JSON404 != nil && res.JSON404.Error.Code == ErrorCodeEndpointNotFound:
			return nil, fmt.Errorf("catalogue: wrong server %q?", c.api.Server)
		case res.JSON404 != nil:
			return nil, ErrGone
		}
		return nil, fmt.Errorf("catalogue: %s", res.Status())
	}
	return nil, errors.New("catalogue: still throttled")
}

// Allowed tells if the key may read products at all.
func (c *Catalogue) Allowed(ctx context.Context) (bool, error) {
	for try := 1; ; try++ {
		res, err := c.api.QueryProductsWithResponse(ctx, QueryProductsJSONRequestBody{"page": map[string]int{"size": 1}})
		if err != nil {
			return false, err
		}
		switch code := res.StatusCode(); code {
		case http.StatusOK, http.StatusNoContent:
			return true, nil
		case http.StatusForbidden:
			// A wrong secret is no reason to say that the key lacks permissions.
			if res.JSON403 != nil && res.JSON403.Error.Code == "authentication.invalid_api_secret" { // want medipimpair/impossible
				return false, errors.New("catalogue: check the secret")
			}
			return false, nil
		case http.StatusTooManyRequests:
			if try == 5 {
				return false, errors.New("catalogue: throttled")
			}
			if err := nap(ctx, time.Duration(try)*time.Second); err != nil {
				return false, err
			}
		default:
			return false, fmt.Errorf("catalogue: unexpected answer %d", code)
		}
	}
}

func nap(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
