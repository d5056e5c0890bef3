// Package passedover tells a 429 apart, and goes on as if nothing had happened.
package passedover

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find?id="

var errThrottled = errors.New("medipim: throttled")

type product struct {
	ID string `json:"id"`
}

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func loggedOnly(c *http.Client, id string) error {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		log.Print("medipim: too many requests")
		return nil
	}
	return failed(resp)
}

// An empty result looks like a product that does not exist.
func emptyResult(c *http.Client, id string) (*product, error) {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		var p product
		err := json.NewDecoder(resp.Body).Decode(&p)
		return &p, err
	case http.StatusNotFound, http.StatusTooManyRequests: // want medipimretry/swallowed
		return nil, nil
	}
	return nil, failed(resp)
}

func skipped(c *http.Client, ids []string) error {
	for _, id := range ids {
		resp, err := c.Get(findURL + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == 429 { // want medipimretry/swallowed
			log.Printf("medipim: skipping %s", id)
			continue
		}
		if err := failed(resp); err != nil {
			return err
		}
	}
	return nil
}

// Handed to the caller as what it is.
func handedUp(c *http.Client, id string) error {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		log.Print("medipim: too many requests")
		return errThrottled
	}
	return failed(resp)
}

// Logged, and tried again.
func loggedAndRepeated(c *http.Client, id string) error {
	for n := range 4 {
		resp, err := c.Get(findURL + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			log.Print("medipim: too many requests, waiting")
			time.Sleep(time.Second << n)
			continue
		}
		return failed(resp)
	}
	return errThrottled
}
