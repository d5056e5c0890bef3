// Package reqways lets imroc/req decode Medipim errors, in further styles.
package reqways

import (
	"context"
	"errors"
	"fmt"

	"github.com/imroc/req/v3"
)

var errGone = errors.New("gone")

type problem struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type Client struct{ *req.Client }

func New() *Client {
	c := req.C().SetBaseURL("https://api.medipim.be").SetCommonErrorResult(&problem{})
	c.OnAfterResponse(func(client *req.Client, resp *req.Response) error {
		if resp.Err != nil {
			return nil
		}
		if p, ok := resp.ErrorResult().(*problem); ok {
			resp.Err = fmt.Errorf("medipim: %s", p.Error.Message)
		}
		return nil
	})
	return &Client{c}
}

func (c *Client) chained(ctx context.Context) error {
	var p problem
	resp := c.Get("/v4/products/find").SetErrorResult(&p).Do(ctx) // want medipimretry/missing
	if resp.Err != nil {
		return resp.Err
	}
	if p.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func (c *Client) must() error {
	var p problem
	resp := c.R().SetErrorResult(&p).MustGet("/v4/products/find") // want medipimretry/missing
	if resp.IsErrorState() && p.Error.Code == "oops" {            // want medipimcode/unknown
		return errGone
	}
	return nil
}

func (c *Client) old() error {
	var p problem
	_, err := c.R().SetError(&p).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return err
	}
	if p.Error.Status > 499 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func (c *Client) unmarshal() bool {
	resp, err := c.R().Get("/v4/x") // want medipimretry/missing
	if err != nil {
		return false
	}
	var p problem
	if err := resp.UnmarshalJson(&p); err != nil {
		return false
	}
	return p.Error.Status == 404 // want medipimstatus/branch
}

func (c *Client) bytes() bool {
	resp, err := req.Get("https://api.medipim.be/v4/x") // want medipimretry/missing
	if err != nil {
		return false
	}
	var p problem
	_ = resp.Unmarshal(&p)
	return p.Error.Code == "oops" // want medipimcode/unknown
}

func (c *Client) accessor() bool {
	resp, _ := c.R().Get("/v4/x") // want medipimretry/missing
	e := resp.ErrorResult()
	if e == nil {
		return false
	}
	return e.(*problem).Error.Status == 404 // want medipimstatus/branch
}

func (c *Client) result() bool {
	resp, _ := c.R().SetErrorResult(problem{}).Get("/v4/x") // want medipimretry/missing
	p := resp.Error().(*problem)
	p.Error.Status = resp.StatusCode
	return p.Error.Status == 404 || resp.GetStatusCode() == 404 || resp.Response.StatusCode == 403
}

func (c *Client) into() bool {
	resp, _ := c.R().Get("/v4/x") // want medipimretry/missing
	var m map[string]map[string]any
	_ = resp.Into(&m)
	return m["error"]["code"] == "oops" // want medipimcode/unknown
}
