package nodelay

import (
	"net/http"
	"strconv"
	"time"
)

// What is called is a method with its receiver.
func bound(c *http.Client, req *http.Request) (*http.Response, error) {
	for {
		resp, err := c.Do(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want medipimretry/immediate
			return resp, err
		}
		resp.Body.Close()
		get := resp.Header.Get
		seconds, _ := strconv.Atoi(get("Retry-After"))
		time.Sleep(time.Duration(seconds) * time.Second)
	}
}

func boundElse(c *http.Client, req *http.Request) (*http.Response, error) {
	for {
		resp, err := c.Do(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		get := resp.Header.Get
		seconds, err := strconv.Atoi(get("Retry-After"))
		if err != nil {
			seconds = 5
		}
		time.Sleep(time.Duration(seconds) * time.Second)
	}
}
