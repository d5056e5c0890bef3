// Package sharedlists has two retries on one list of statuses.
package sharedlists

import (
	"fmt"
	"net/http"
	"slices"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find?id="

var retried = []int{
	http.StatusBadGateway,
	http.StatusServiceUnavailable,
}

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func find(c *http.Client, id string) error {
	for n := 1; ; n++ {
		resp, err := c.Get(findURL + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if n == 3 || !slices.Contains(retried, resp.StatusCode) { // want medipimretry/incomplete
			return failed(resp)
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
}

func exists(c *http.Client, id string) (bool, error) {
	for n := range 3 {
		resp, err := c.Head(findURL + id)
		if err != nil {
			return false, err
		}
		resp.Body.Close()
		if slices.Contains(retried, resp.StatusCode) { // want medipimretry/incomplete
			time.Sleep(time.Second << n)
			continue
		}
		return resp.StatusCode == http.StatusOK, failed(resp)
	}
	return false, fmt.Errorf("medipim: unavailable")
}
