// Package weather asks a service that has nothing to do with the rest.
package weather

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
)

// Client asks.
type Client struct{ Base string }

// Now decodes whatever came.
func (c *Client) Now(city string) (deg float64, err error) {
	resp, err := http.Get(c.Base + "/now/" + city)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&deg)
	return deg, err
}

// Soon hammers.
func (c *Client) Soon(city string) error {
	for {
		resp, err := http.Get(c.Base + "/soon/" + city)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			continue
		}
		return nil
	}
}

// Must ends the program.
func (c *Client) Must(city string) {
	resp, err := http.Get(c.Base + "/now/" + city)
	if err != nil {
		log.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode == 429 {
		log.Fatal("too many requests")
	}
}

// Report drops what is wrong.
func (c *Client) Report(city string) error {
	resp, err := http.Post(c.Base+"/report/"+city, "text/plain", nil)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == 422 {
		return errors.New("invalid report")
	}
	return nil
}
