package medipimshop

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"example.com/magazijn/webshop/catalog"
)

// List looks at the status before it decodes.
func (g *Gateway) List(ctx context.Context, skus []string) ([]catalog.Article, error) {
	payload, err := json.Marshal(map[string]any{"filter": map[string]any{"cnk": skus}})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.root.JoinPath("v4/products/query").String(), bytes.NewReader(payload))
	if err != nil {
		return nil, err
	}
	res, err := g.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, checkList(res)
	}
	var dto struct {
		Results []struct {
			CNK string `json:"cnk"`
		} `json:"results"`
	}
	if err := json.NewDecoder(res.Body).Decode(&dto); err != nil {
		return nil, err
	}
	out := make([]catalog.Article, 0, len(dto.Results))
	for _, r := range dto.Results {
		out = append(out, catalog.Article{SKU: r.CNK})
	}
	return out, nil
}
