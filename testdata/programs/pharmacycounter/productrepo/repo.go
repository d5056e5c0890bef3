package productrepo

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"example.com/pharmacycounter/faults"
	"example.com/pharmacycounter/medipimwire"
)

// Product is one product.
type Product struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// Getter gets a path.
type Getter interface {
	Get(context.Context, string) (*http.Response, error)
}

// Repo finds products.
type Repo struct{ wire Getter }

// New builds a Repo on the retrying client, nothing to report.
func New(base, key, word string) *Repo {
	return &Repo{wire: medipimwire.New(base, medipimwire.WithKey(key, word))}
}

// Find passes errors up and decodes data only below 400, silent.
func (r *Repo) Find(ctx context.Context, cnk string) (*Product, error) {
	resp, err := r.wire.Get(ctx, "/v4/products/find?cnk="+url.QueryEscape(cnk))
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", cnk, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		return nil, fmt.Errorf("find %s: %w", cnk, faults.FromResponse(resp))
	}
	var out struct {
		Result Product `json:"result"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, fmt.Errorf("find %s: %w", cnk, err)
	}
	return &out.Result, nil
}
