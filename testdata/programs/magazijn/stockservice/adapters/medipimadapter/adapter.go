// Package medipimadapter is the driven adapter.
package medipimadapter

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"example.com/magazijn/stockservice/domain"
	"example.com/magazijn/stockservice/ports"
)

// Adapter implements ports.Catalogue.
type Adapter struct {
	endpoint string
	auth     func(*http.Request)
	hc       *http.Client
}

var _ ports.Catalogue = (*Adapter)(nil)

// New gives the adapter what it needs.
func New(endpoint string, auth func(*http.Request)) *Adapter {
	return &Adapter{endpoint: endpoint, auth: auth, hc: http.DefaultClient}
}

type answer struct {
	status int
	body   []byte
}

// once sends, and hands the status up beside the bytes.
func (a *Adapter) once(ctx context.Context, path string, in []byte) (answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.endpoint+path, bytes.NewReader(in))
	if err != nil {
		return answer{}, err
	}
	a.auth(req)
	res, err := a.hc.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	return answer{status: res.StatusCode, body: raw}, err
}

// call repeats once after a wait while the throttle says so.
func (a *Adapter) call(ctx context.Context, path string, in []byte) (answer, error) {
	ans, err := a.once(ctx, path, in)
	for i := 1; err == nil && ans.status == http.StatusTooManyRequests && i < 5; i++ {
		time.Sleep(time.Duration(i) * time.Second)
		ans, err = a.once(ctx, path, in)
	}
	return ans, err
}

// ByRef decodes data only after the status of the answer was looked at.
func (a *Adapter) ByRef(ctx context.Context, ref string) (domain.Item, error) {
	in, err := json.Marshal(map[string]any{"filter": map[string]string{"ref": ref}})
	if err != nil {
		return domain.Item{}, err
	}
	ans, err := a.call(ctx, "/v4/products/query", in)
	if err != nil {
		return domain.Item{}, fmt.Errorf("%w: %w", domain.ErrOutside, err)
	}
	if ans.status != http.StatusOK {
		return domain.Item{}, toDomain(ans)
	}
	var dto struct {
		Results []struct {
			Ref  string `json:"ref"`
			Name string `json:"name"`
		} `json:"results"`
	}
	if err := json.Unmarshal(ans.body, &dto); err != nil {
		return domain.Item{}, err
	}
	if len(dto.Results) == 0 {
		return domain.Item{}, domain.ErrUnknownItem
	}
	return domain.Item(dto.Results[0]), nil
}
