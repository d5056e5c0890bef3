// Package catalogue has the types of the shop, and asks for them with the common helper.
package catalogue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"

	rest "example.com/zuiderzee/medipimrest"
)

type Product struct {
	ID   int64             `json:"id"`
	Name map[string]string `json:"name"`
}

// Shop reads products.
type Shop struct{ c *rest.Client }

func (s *Shop) Product(ctx context.Context, id int64) (*Product, error) {
	return rest.Find[Product](ctx, s.c, fmt.Sprintf("/v4/products/%d", id))
}

func (s *Shop) All(ctx context.Context) ([]Product, error) {
	var all []Product
	for p, err := range rest.Pages[Product](ctx, s.c, "/v4/products/all") {
		if err != nil {
			return all, err
		}
		all = append(all, p)
	}
	return all, nil
}

// Rename shows what the catalogue did not like.
func (s *Shop) Rename(ctx context.Context, p Product) error {
	_, err := rest.Do[struct{}](ctx, s.c, http.MethodPost, "/v4/products/save", p)
	if e, ok := errors.AsType[*rest.Error](err); ok && e.HTTP == http.StatusUnprocessableEntity {
		return fmt.Errorf("%d: %s", p.ID, e.Violations)
	}
	return err
}

// Describe decides with the status beside the bytes.
func (s *Shop) Describe(ctx context.Context, id int64) (string, error) {
	r, err := s.c.Bytes(ctx, fmt.Sprintf("/v4/texts/%d", id))
	if err != nil {
		return "", err
	}
	if r.HTTP != http.StatusOK {
		return "", fmt.Errorf("text %d: HTTP %d", id, r.HTTP)
	}
	var t struct {
		HTML string `json:"html"`
	}
	err = json.Unmarshal(r.Body, &t)
	return t.HTML, err
}

// Stock asks without waiting, and waits itself.
func (s *Shop) Stock(ctx context.Context, id int64) (n int, err error) {
	path := fmt.Sprintf("/v4/stock/%d", id)
	for range 3 {
		n, err = rest.OnceChecked[int](ctx, s.c, path)
		if !errors.Is(err, rest.ErrThrottled) {
			break
		}
		time.Sleep(4 * time.Second)
	}
	return n, err
}

// Reserve asks again, whatever it was, after a while.
func (s *Shop) Reserve(ctx context.Context, id int64) (n int, err error) {
	path := fmt.Sprintf("/v4/stock/%d/reserve", id)
	for try := range 4 {
		if try > 0 {
			time.Sleep(time.Duration(try) * time.Second)
		}
		if n, err = rest.OnceChecked[int](ctx, s.c, path); err == nil {
			return n, nil
		}
		log.Printf("reserve %d: %v", id, err)
	}
	return 0, err
}
