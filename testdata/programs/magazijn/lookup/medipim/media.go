package medipim

import (
	"context"
	"encoding/json"
	"net/http"
)

// Medium is a picture or a leaflet.
type Medium struct {
	ID  int64  `json:"id"`
	URL string `json:"url"`
}

// Media looks at the status first and leaves the error to lookupFailure.
func (c *Client) Media(ctx context.Context, productID int64) ([]Medium, error) {
	payload, err := json.Marshal(map[string]any{"filter": map[string]any{"product": productID}})
	if err != nil {
		return nil, err
	}
	resp, err := c.do(ctx, http.MethodPost, "/v4/media/query", payload)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, lookupFailure(resp)
	}
	var page struct {
		Results []Medium `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	return page.Results, nil
}
