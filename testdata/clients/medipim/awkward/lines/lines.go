// Package lines has much on one line, and comments between tokens.
package lines

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

const findURL = "https://api.medipim.be/v4/products/find"

// APIError holds what the body said.
type APIError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *APIError) Error() string { return e.Code }

// These fill a line as far as gofmt lets them.
func (e *APIError) isGone() bool { return e.Status == http.StatusNotFound || e.Code == "notfound" } // want medipimstatus/branch medipimcode/unknown

func (e *APIError) isShort() bool { return e.Status == 404 } // want medipimstatus/branch

func (e *APIError) isKey() bool { ok := e.Code == "invalid_api_secret"; return ok && e.Message != "" } // want medipimcode/unknown

func check(resp *http.Response) error {
	var body struct {
		Error APIError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	gone := func() bool { return body.Error.Status == 404 || body.Error.Status == 405 || body.Error.Code == "" } // want medipimstatus/branch medipimstatus/branch
	if gone() || body.Error.isGone() || body.Error.isShort() || body.Error.isKey() {
		return nil
	}
	return &body.Error
}

func commented(c *http.Client, req *http.Request) error {
	resp, err := c.Do /* once */ (req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

func commentedBefore(c *http.Client) error {
	resp, err := c.Get( /* a product */ findURL) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

func commentedLong(c *http.Client, req *http.Request) error {
	resp, err := c. /* want medipimretry/missing */ /* not
		retried */Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

func inside(resp *http.Response) error {
	var body struct {
		Error APIError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Error.Status == /* gone */ 404 || // want medipimstatus/branch
		// too many
		body.Error.Status /* sic */ == 429 { // want medipimstatus/branch
		return nil
	}
	if body. // want medipimstatus/branch
			Error.
			Status == 405 {
		return errors.New("medipim: a bug")
	}
	return fmt.Errorf("medipim: %s", body.Error.Code)
}
