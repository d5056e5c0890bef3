// Package conditions has retries whose condition leaves 429 out.
package conditions

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

const queryURL = "https://api.medipim.be/v4/products/query"

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func send(c *http.Client, query []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, queryURL, bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

func serverErrors(c *http.Client, query []byte) error {
	for n := 0; ; n++ {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode >= 500 && n < 3 { // want medipimretry/incomplete
			time.Sleep(time.Second << n)
			continue
		}
		return failed(resp)
	}
}

func twoStatuses(c *http.Client, query []byte) error {
	for n := range 4 {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable && resp.StatusCode != http.StatusBadGateway { // want medipimretry/incomplete
			return failed(resp)
		}
		time.Sleep(time.Second << n)
	}
	return errors.New("medipim: unavailable")
}

// Only what has no answer at all is tried again.
func errorsOnly(c *http.Client, query []byte) error {
	var resp *http.Response
	var err error
	for n := range 4 {
		resp, err = send(c, query)
		if err == nil { // want medipimretry/incomplete
			break
		}
		time.Sleep(time.Second << n)
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func cases(c *http.Client, query []byte) error {
	for n := 0; n < 5; n++ {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
			return nil
		case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout: // want medipimretry/incomplete
			time.Sleep(time.Duration(n+1) * time.Second)
		default:
			return failed(resp)
		}
	}
	return errors.New("medipim: unavailable")
}

var temporary = []int{500, 502, 503, 504}

func list(c *http.Client, query []byte) error {
	for n := 0; ; n++ {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if n < 3 && slices.Contains(temporary, resp.StatusCode) { // want medipimretry/incomplete
			time.Sleep(time.Second)
			continue
		}
		return failed(resp)
	}
}

func literalMap(c *http.Client, query []byte) error {
	again := map[int]bool{
		http.StatusBadGateway:         true,
		http.StatusServiceUnavailable: true,
	}
	for n := 0; ; n++ {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !again[resp.StatusCode] || n > 3 { // want medipimretry/incomplete
			return failed(resp)
		}
		time.Sleep(time.Second)
	}
}

func isTemporary(status int) bool {
	return status >= 500 // want medipimretry/incomplete
}

func predicate(c *http.Client, query []byte) error {
	for n := 0; ; n++ {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !isTemporary(resp.StatusCode) || n == 3 {
			return failed(resp)
		}
		time.Sleep(time.Second << n)
	}
}

func hundreds(c *http.Client, query []byte, left int) error {
	resp, err := send(c, query)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 == 5 && left > 0 { // want medipimretry/incomplete
		time.Sleep(time.Second)
		return hundreds(c, query, left-1)
	}
	return failed(resp)
}

// 429 is let in by each of these.
func notLeftOut(c *http.Client, query []byte) error {
	for n := 0; ; n++ {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if (resp.StatusCode == 429 || resp.StatusCode >= 500) && n < 3 {
			time.Sleep(time.Second << n)
			continue
		}
		return failed(resp)
	}
}

func everyClientErrorToo(c *http.Client, query []byte) error {
	for n := 0; n < 3; n++ {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 400 {
			return nil
		}
		if resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusUnauthorized {
			return failed(resp)
		}
		time.Sleep(time.Second << n)
	}
	return errors.New("medipim: unavailable")
}

// What is retried is sent again at once: to join it makes nothing better.
func hurried(c *http.Client, req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.Do(req)
		if err != nil || resp.StatusCode != http.StatusServiceUnavailable || n == 3 { // want medipimretry/incomplete
			return resp, err
		}
		resp.Body.Close()
	}
}
