// Package restyways lets resty decode Medipim errors, in further styles.
package restyways

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/go-resty/resty/v2"
	restyv3 "resty.dev/v3"
)

var errGone = errors.New("gone")

type APIError struct {
	Err struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func (e *APIError) Error() string { return e.Err.Message }

type product struct{ ID, Status string }

type Client struct{ rc *resty.Client }

func New() *Client {
	rc := resty.New().SetBaseURL("https://api.medipim.be").SetError(&APIError{})
	return &Client{rc}
}

// client-level target, returned as an error
func (c *Client) find(id string) (*product, error) {
	resp, err := c.rc.R().SetResult(&product{}).SetQueryParam("id", id).Get("/v4/products/find") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, resp.Error().(*APIError)
	}
	return resp.Result().(*product), nil
}

func (c *Client) Has(id string) (bool, error) {
	_, err := c.find(id)
	var apiErr *APIError
	if errors.As(err, &apiErr) {
		switch apiErr.Err.Status { // want medipimstatus/branch
		case 404:
			return false, nil
		}
		if apiErr.Err.Code == "oops" { // want medipimcode/unknown
			return false, nil
		}
	}
	return err == nil, err
}

// as an error interface
func (c *Client) asInterface(id string) error {
	resp, err := c.rc.R().SetError(APIError{}).Get("/v4/products/find") // want medipimretry/missing
	if err != nil {
		return err
	}
	if e, ok := resp.Error().(error); ok {
		return fmt.Errorf("find: %w", e)
	}
	return nil
}

func (c *Client) Gone(id string) bool {
	err := c.asInterface(id)
	var e *APIError
	return errors.As(err, &e) && e.Err.Status == 404 // want medipimstatus/branch
}

// request in a variable, target set on a line of its own
func (c *Client) lines(id string) error {
	var failure APIError
	var ok product
	r := c.rc.R()
	r.SetQueryParam("id", id)
	r.SetError(&failure)
	r.SetResult(&ok)
	resp, err := r.Execute(http.MethodGet, "/v4/products/find") // want medipimretry/missing
	if err != nil {
		return err
	}
	if resp.IsSuccess() {
		return nil
	}
	if failure.Err.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return &failure
}

// a helper that takes the targets
func (c *Client) do(method, path string, out, fail any) (*resty.Response, error) {
	return c.rc.R().SetResult(out).SetError(fail).Execute(method, path) // want medipimretry/missing
}

func (c *Client) helper() error {
	var fail APIError
	resp, err := c.do("POST", "/v4/products/query", &product{}, &fail)
	if err != nil {
		return err
	}
	if resp.IsError() && fail.Err.Code == "notfound" { // want medipimcode/unknown
		return errGone
	}
	if fail.Err.Status >= 500 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

// a type switch on the target
func (c *Client) typeSwitch(resp *resty.Response) error {
	switch e := resp.Error().(type) {
	case *APIError:
		if e.Err.Status == 404 { // want medipimstatus/branch
			return errGone
		}
	}
	return nil
}

// body by hand
func (c *Client) byHand(resp *restyv3.Response) bool {
	var e APIError
	_ = restyv3JSON(resp.Bytes(), &e)
	return e.Err.Status == 404 // want medipimstatus/branch
}

// hook
func hooked() *resty.Client {
	rc := resty.New()
	rc.SetError(&APIError{})
	rc.OnAfterResponse(func(_ *resty.Client, r *resty.Response) error {
		if r.IsError() {
			if e, ok := r.Error().(*APIError); ok {
				return e
			}
		}
		return nil
	})
	return rc
}

func useHooked() bool {
	_, err := hooked().R().Get("https://api.medipim.be/v4/products/find") // want medipimretry/missing
	var e *APIError
	return errors.As(err, &e) && e.Err.Status == 404 // want medipimstatus/branch
}

// generic call
func call[T any](rc *resty.Client, path string) (T, error) {
	var out T
	var fail APIError
	resp, err := rc.R().SetResult(&out).SetError(&fail).Get(path) // want medipimretry/missing
	if err != nil {
		return out, err
	}
	if resp.IsError() {
		return out, &fail
	}
	return out, nil
}

func useCall(rc *resty.Client) bool {
	_, err := call[product](rc, "/v4/products/find")
	e := new(APIError)
	if errors.As(err, &e) {
		return e.Err.Status == 404 // want medipimstatus/branch
	}
	return false
}

// v3
func v3(c *restyv3.Client) error {
	resp, err := c.R().SetResultError(&APIError{}).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return err
	}
	if resp.IsStatusFailure() {
		e, _ := resp.ResultError().(*APIError)
		if e != nil && e.Err.Code == "forbidden" { // want medipimcode/unknown
			return errGone
		}
		return e
	}
	return nil
}

// right ways
func right(c *resty.Client) error {
	var fail APIError
	resp, err := c.R().SetError(&fail).Get("/v4/products/find") // want medipimretry/missing
	if err != nil {
		return err
	}
	switch resp.StatusCode() {
	case 404:
		return errGone
	}
	if resp.RawResponse.StatusCode == 403 && fail.Err.Code == "not_authorized" {
		return errGone
	}
	fail.Err.Status = resp.StatusCode()
	if fail.Err.Status == 500 {
		return errGone
	}
	return nil
}

// another shape as the target
type otherVendor struct {
	Error struct {
		Status string `json:"status"`
		Code   int    `json:"code"`
	} `json:"error"`
}

func google(c *resty.Client) bool {
	var e otherVendor
	_, _ = c.R().SetError(&e).Get("https://maps.googleapis.com/x")
	return e.Error.Status == "NOT_FOUND" || e.Error.Code == 404
}

func restyv3JSON(b []byte, v any) error { return unmarshal(b, v) }

// envelope to domain error in OnError hook? a map
func asMap(c *resty.Client) bool {
	m := map[string]any{}
	_, _ = c.R().SetError(&m).Get("/v4/x") // want medipimretry/missing
	e, _ := m["error"].(map[string]any)
	return e["code"] == "oops" // want medipimcode/unknown
}
