// Package medipimsdk is a client with one service per kind of resource.
package medipimsdk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Client holds the services.
type Client struct {
	client  *http.Client
	BaseURL *url.URL
	common  service

	Products      *ProductsService
	Organizations *OrganizationsService
}

type service struct{ client *Client }

// Response wraps the response.
type Response struct {
	*http.Response
	NextPage int
}

// NewClient ties the services to the client.
func NewClient(hc *http.Client) *Client {
	if hc == nil {
		hc = &http.Client{}
	}
	base, _ := url.Parse("https://api.medipim.be/v4/")
	c := &Client{client: hc, BaseURL: base}
	c.common.client = c
	c.Products = (*ProductsService)(&c.common)
	c.Organizations = (*OrganizationsService)(&c.common)
	return c
}

// NewRequest encodes the body into a buffer, which makes it possible to rewind.
func (c *Client) NewRequest(method, urlStr string, body any) (*http.Request, error) {
	if !strings.HasSuffix(c.BaseURL.Path, "/") {
		return nil, fmt.Errorf("BaseURL must have a trailing slash, but %q does not", c.BaseURL)
	}
	u, err := c.BaseURL.Parse(urlStr)
	if err != nil {
		return nil, err
	}
	buf := &bytes.Buffer{}
	if body != nil {
		if err := json.NewEncoder(buf).Encode(body); err != nil {
			return nil, err
		}
	}
	return http.NewRequest(method, u.String(), buf)
}

// bareDo repeats after a pause and rewinds the body before it does.
func (c *Client) bareDo(ctx context.Context, req *http.Request) (*Response, error) {
	req = req.WithContext(ctx)
	for n := 1; ; n++ {
		resp, err := c.client.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && n < 5 {
			resp.Body.Close()
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Duration(n) * time.Second):
			}
			if req.GetBody != nil {
				if req.Body, err = req.GetBody(); err != nil {
					return nil, err
				}
			}
			continue
		}
		return &Response{Response: resp}, CheckResponse(resp)
	}
}

// Do decodes into v only what CheckResponse has let through.
func (c *Client) Do(ctx context.Context, req *http.Request, v any) (*Response, error) {
	resp, err := c.bareDo(ctx, req)
	if err != nil {
		if resp != nil {
			resp.Body.Close()
		}
		return resp, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(v)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return resp, err
}
