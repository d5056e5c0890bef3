// Package unhandled sends requests, and nothing in it tells a 429 apart from other failures.
package unhandled

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const base = "https://api.medipim.be/v4"

type client struct {
	http *http.Client
	key  string
}

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func (c *client) do(ctx context.Context, query []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/products/query", bytes.NewReader(query))
	if err != nil {
		return err
	}
	req.SetBasicAuth(c.key, "")
	resp, err := c.http.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func get(id string) error {
	resp, err := http.Get(base + "/products/find?id=" + url.QueryEscape(id)) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func (c *client) post(query string) error {
	resp, err := c.http.Post(base+"/products/query", "application/json", strings.NewReader(query)) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func postForm(values url.Values) error {
	resp, err := http.PostForm(base+"/login", values) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func head(c *http.Client) (bool, error) {
	resp, err := c.Head(base + "/products/find") // want medipimretry/missing
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK, failed(resp)
}

func chained(req *http.Request) error {
	if resp, err := http.DefaultClient.Do(req); err != nil { // want medipimretry/missing
		return err
	} else {
		defer resp.Body.Close()
		return failed(resp)
	}
}

// The body comes from outside and cannot be built again.
func upload(body io.Reader) error {
	resp, err := http.Post(base+"/media/upload", "image/png", body) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

func throughInterface(d doer, req *http.Request) error {
	resp, err := d.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func throughTransport(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

// A look at other statuses is no handling, nor is a log line about this one.
func looksNearby(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusUnauthorized:
		return fmt.Errorf("medipim: log in")
	case http.StatusNotFound:
		return nil
	}
	log.Printf("medipim: %s, limit is 100 requests a minute (429)", resp.Status)
	return fmt.Errorf("medipim: %s", resp.Status)
}

// A wait before the request is polite, and handles nothing.
func polite(c *http.Client, req *http.Request) error {
	time.Sleep(600 * time.Millisecond)
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

// A retry of the decode is no retry of the request.
func retriesTheWrongThing(c *http.Client, req *http.Request) (v struct{ Total int }, err error) {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	if err := failed(resp); err != nil {
		return v, err
	}
	data, err := io.ReadAll(resp.Body)
	for range 3 {
		if err = json.Unmarshal(data, &v); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return v, err
}

// A general error that carries the status is not one that tells a 429 apart.
type statusError struct{ status int }

func (e *statusError) Error() string { return fmt.Sprintf("medipim: %d", e.status) }

func general(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &statusError{resp.StatusCode}
	}
	return nil
}

func inGoroutine(c *http.Client, req *http.Request) <-chan error {
	done := make(chan error, 1)
	go func() {
		resp, err := c.Do(req) // want medipimretry/missing
		if err == nil {
			resp.Body.Close()
			err = failed(resp)
		}
		done <- err
	}()
	return done
}
