// Package shop sends through transports of other modules. Of the two, httpx may retry what it gets.
package shop

import (
	"fmt"
	"net/http"

	"example.com/httpx"
	"example.com/tracing"
)

const findURL = "https://api.medipim.be/v4/products/find"

func failed(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

// Patient is not reported.
func Patient() error {
	c := &http.Client{Transport: &httpx.Transport{Base: http.DefaultTransport}}
	return failed(c.Get(findURL))
}

// Counted is reported.
func Counted() error {
	c := &http.Client{Transport: tracing.NewTransport(http.DefaultTransport)}
	return failed(c.Get(findURL))
}
