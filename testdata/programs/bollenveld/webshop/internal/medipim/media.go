package medipim

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// Download copies a photo or leaflet to w.
func (c *Client) Download(ctx context.Context, m Media, w io.Writer) (int64, error) {
	req, err := c.newRequest(ctx, http.MethodGet, "/v4/media/"+url.PathEscape(m.ID)+"/content", nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Accept", "*/*")
	resp, err := c.http.Do(req) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("media %s: unexpected %s", m.ID, resp.Status)
	}
	return io.Copy(w, resp.Body)
}

// MediaInfo returns the metadata of the media of a product.
func (c *Client) MediaInfo(ctx context.Context, productID string) ([]Media, error) {
	var out struct {
		Results []Media `json:"results"`
	}
	in := map[string]any{"filter": map[string]string{"product": productID}}
	if err := c.do(ctx, http.MethodPost, "/v4/media/query", in, &out); err != nil {
		if IsNotFound(err) {
			return nil, nil
		}
		return nil, fmt.Errorf("media of %s: %w", productID, err)
	}
	return out.Results, nil
}
