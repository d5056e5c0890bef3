package consumedbody

import (
	"bytes"
	"context"
	"net/http"
	"time"
)

// onceMore sends the request again by hand.
func onceMore(c *http.Client, query []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, "https://api.medipim.be/v4/products/query", bytes.NewBuffer(query))
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		time.Sleep(10 * time.Second)
		resp, err = c.Do(req) // want medipimretry/unrewound
	}
	return resp, err
}

func onceMoreReturned(c *http.Client, query []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, "https://api.medipim.be/v4/products/query", bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	resp.Body.Close()
	time.Sleep(10 * time.Second)
	return c.Do(req) // want medipimretry/unrewound
}

// A copy shares the body.
func onceMoreCopied(ctx context.Context, c *http.Client, query []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, "https://api.medipim.be/v4/products/query", bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	resp.Body.Close()
	time.Sleep(10 * time.Second)
	return c.Do(req.Clone(ctx)) // want medipimretry/unrewound
}

func onceMoreRewound(c *http.Client, query []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, "https://api.medipim.be/v4/products/query", bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	resp.Body.Close()
	time.Sleep(10 * time.Second)
	if req.Body, err = req.GetBody(); err != nil {
		return nil, err
	}
	return c.Do(req)
}

func onceMoreMade(c *http.Client, query []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, "https://api.medipim.be/v4/products/query", bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	resp.Body.Close()
	time.Sleep(10 * time.Second)
	req, err = http.NewRequest(http.MethodPost, "https://api.medipim.be/v4/products/query", bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

func onceMoreWithoutBody(c *http.Client) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, "https://api.medipim.be/v4/products/find", nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	resp.Body.Close()
	time.Sleep(10 * time.Second)
	return c.Do(req)
}

// No error can be returned: a body that cannot be had again is sent as it is.
func status(c *http.Client, query []byte) int {
	req, _ := http.NewRequest(http.MethodPost, "https://api.medipim.be/v4/products/query", bytes.NewReader(query))
	for {
		resp, err := c.Do(req) // want medipimretry/unrewound
		if err != nil {
			return 0
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp.StatusCode
		}
		time.Sleep(time.Second)
	}
}

// Patiently is handed the request.
func Patiently(c *http.Client, req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.Do(req) // want medipimretry/unrewound
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 3 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func patientQuery(c *http.Client, query []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, "https://api.medipim.be/v4/products/query", bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	return Patiently(c, req)
}
