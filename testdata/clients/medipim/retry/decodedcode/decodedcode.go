// Package decodedcode backs off on the error code of the body.
package decodedcode

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find?id="

type apiError struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func (e *apiError) Error() string { return fmt.Sprintf("medipim: %s", e.Code) }

func check(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	var body struct {
		Error apiError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return &body.Error
}

func byCode(c *http.Client, id string) error {
	for n := range 5 {
		resp, err := c.Get(findURL + id)
		if err != nil {
			return err
		}
		err = check(resp)
		resp.Body.Close()
		var e *apiError
		if errors.As(err, &e) && e.Code == "too_many_requests" {
			time.Sleep(time.Second << n)
			continue
		}
		return err
	}
	return errors.New("medipim: too many requests")
}

// Right but for the spelling: one mistake, one report.
func byMisspeltCode(c *http.Client, id string) error {
	for n := range 5 {
		resp, err := c.Get(findURL + id)
		if err != nil {
			return err
		}
		err = check(resp)
		resp.Body.Close()
		var e *apiError
		if errors.As(err, &e) && e.Code == "rate_limited" { // want medipimcode/unknown
			time.Sleep(time.Second << n)
			continue
		}
		return err
	}
	return errors.New("medipim: too many requests")
}

// Right but for the status, which is the body's.
func byBodyStatus(c *http.Client, id string) error {
	for n := range 5 {
		resp, err := c.Get(findURL + id)
		if err != nil {
			return err
		}
		var body struct {
			Error *apiError `json:"error"`
		}
		if resp.StatusCode >= 400 {
			err = json.NewDecoder(resp.Body).Decode(&body)
		}
		resp.Body.Close()
		switch {
		case err != nil:
			return err
		case body.Error == nil:
			return nil
		case body.Error.Status == 429: // want medipimstatus/branch
			time.Sleep(time.Second << n)
			continue
		}
		return body.Error
	}
	return errors.New("medipim: too many requests")
}
