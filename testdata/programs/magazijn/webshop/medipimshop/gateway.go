// Package medipimshop fills the shop's catalogue.
package medipimshop

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"example.com/magazijn/webshop/catalog"
)

// Gateway implements catalog.Source.
type Gateway struct {
	root   *url.URL
	client *http.Client
}

var _ catalog.Source = (*Gateway)(nil)

// New gives the gateway a client whose transport repeats what was throttled.
func New(root *url.URL, key, secret string) *Gateway {
	return &Gateway{
		root: root,
		client: &http.Client{
			Timeout:   time.Minute,
			Transport: &patient{next: http.DefaultTransport, key: key, secret: secret},
		},
	}
}

type patient struct {
	next        http.RoundTripper
	key, secret string
}

// RoundTrip waits as it is told, or on its own account, and rewinds the body.
func (p *patient) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		out := req.Clone(req.Context())
		out.SetBasicAuth(p.key, p.secret)
		if req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			out.Body = body
		}
		res, err := p.next.RoundTrip(out)
		if err != nil || res.StatusCode != http.StatusTooManyRequests || n == 4 {
			return res, err
		}
		d := time.Duration(1<<n)*time.Second + rand.N(time.Second)
		if s, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && s > 0 {
			d = time.Duration(s) * time.Second
		}
		res.Body.Close()
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(d):
		}
	}
}

// Article looks at the status before it decodes.
func (g *Gateway) Article(ctx context.Context, sku string) (catalog.Article, error) {
	u := g.root.JoinPath("v4", "products", "find")
	u.RawQuery = url.Values{"cnk": {sku}}.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return catalog.Article{}, err
	}
	res, err := g.client.Do(req)
	if err != nil {
		return catalog.Article{}, fmt.Errorf("%w: %w", catalog.ErrUnavailable, err)
	}
	defer res.Body.Close()
	if res.StatusCode < 200 || res.StatusCode > 299 {
		raw, _ := io.ReadAll(io.LimitReader(res.Body, 1<<16))
		return catalog.Article{}, translate(res.StatusCode, raw)
	}
	var dto struct {
		CNK  string            `json:"cnk"`
		Name map[string]string `json:"name"`
	}
	if err := json.NewDecoder(res.Body).Decode(&dto); err != nil {
		return catalog.Article{}, err
	}
	return catalog.Article{SKU: dto.CNK, Title: dto.Name["nl"]}, nil
}
