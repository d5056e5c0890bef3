package medipimv4

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/go-retryablehttp"
)

// Media is the client of the image importer: it has its own pace.
type Media struct {
	std  *http.Client
	once *retryablehttp.Client
	slow *retryablehttp.Client
	base string
}

// NewMedia builds it.
func NewMedia(base string) *Media {
	def := retryablehttp.NewClient()
	def.RetryMax = 6

	once := retryablehttp.NewClient() // want medipimretry/library
	once.RetryMax = 0
	once.Logger = nil

	slow := retryablehttp.NewClient()
	slow.Backoff = retryablehttp.LinearJitterBackoff
	slow.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if resp != nil && resp.StatusCode == http.StatusConflict {
			return true, nil
		}
		return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
	}
	return &Media{std: def.StandardClient(), once: once, slow: slow, base: base}
}

type mediaPage struct {
	Results []struct {
		ID  int    `json:"id"`
		URL string `json:"url"`
	} `json:"results"`
}

// List returns one page.
func (m *Media) List(ctx context.Context, body string) (*mediaPage, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.base+"/v4/media/query", strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := m.std.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, newAPIError(resp)
	}
	page := new(mediaPage)
	return page, json.NewDecoder(resp.Body).Decode(page)
}

// Touch looks whether the API answers at all.
func (m *Media) Touch() error {
	resp, err := m.once.Get(m.base + "/v4/media/find?id=1")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return newAPIError(resp)
	}
	return nil
}

// Brands lists the brands that a label knows.
func (m *Media) Brands(label string) (out mediaPage, err error) {
	resp, err := m.slow.Post(m.base+"/v4/brands/query", "application/json", []byte(fmt.Sprintf(`{"filter":{"label":%q}}`, label)))
	if err != nil {
		return out, err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return out, newAPIError(resp)
	}
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}
