// Package rewind queries products for the web shop.
package rewind

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

const queryURL = "https://api.au.medipim.com/v4/products/query"

const findURL = "https://api.au.medipim.com/v4/products/find"

const jsonType = "application/json"

var errGaveUp = errors.New("gave up")

// checkOK turns a bad answer into a general error.
func checkOK(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// SameRequest sends one request over and over; its body is gone after the first time.
func SameRequest(ctx context.Context, hc *http.Client, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	for range 4 {
		resp, err := hc.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// SameRequestRewound takes the body from GetBody each time.
func SameRequestRewound(ctx context.Context, hc *http.Client, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	for range 4 {
		if req.Body, err = req.GetBody(); err != nil {
			return err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// SameRequestReset puts a fresh body into the request before it goes back.
func SameRequestReset(ctx context.Context, hc *http.Client, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	for range 4 {
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			req.Body = io.NopCloser(bytes.NewReader(body))
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// SameGet has no body to lose.
func SameGet(ctx context.Context, hc *http.Client, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, findURL+"?id="+id, nil)
	if err != nil {
		return err
	}
	for range 4 {
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// SameEmpty has http.NoBody.
func SameEmpty(ctx context.Context, hc *http.Client) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, http.NoBody)
	if err != nil {
		return err
	}
	for range 4 {
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// SameReader makes a new request each time, on a reader that the first one has read.
func SameReader(body string) error {
	r := strings.NewReader(body)
	for range 4 {
		resp, err := http.Post(queryURL, jsonType, r) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// NewReader makes a new reader each time.
func NewReader(body string) error {
	for range 4 {
		resp, err := http.Post(queryURL, jsonType, strings.NewReader(body))
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// SoughtReader goes back to the reader's start each time.
func SoughtReader(body string) error {
	r := strings.NewReader(body)
	for range 4 {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return err
		}
		resp, err := http.Post(queryURL, jsonType, r)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// Buffered makes a new request each time, on a buffer that the first one has emptied.
func Buffered(ctx context.Context, hc *http.Client, ids []string) error {
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "%q", ids)
	for range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, &buf)
		if err != nil {
			return err
		}
		resp, err := hc.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// BufferedBytes reads the buffer's bytes with a new reader each time.
func BufferedBytes(ctx context.Context, hc *http.Client, ids []string) error {
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "%q", ids)
	for range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, bytes.NewReader(buf.Bytes()))
		if err != nil {
			return err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// Jump goes back to the send with goto, and the request is the same.
func Jump(hc *http.Client, body []byte) error {
	req, err := http.NewRequest(http.MethodPost, queryURL, bytes.NewBuffer(body))
	if err != nil {
		return err
	}
	left := 3
send:
	resp, err := hc.Do(req) // want medipimretry/unrewound
	if err != nil {
		return err
	}
	if resp.StatusCode == 429 && left > 0 {
		left--
		resp.Body.Close()
		time.Sleep(2 * time.Second)
		goto send
	}
	return checkOK(resp)
}

// JumpHigher goes back to before the request is made.
func JumpHigher(hc *http.Client, body []byte) error {
	left := 3
build:
	req, err := http.NewRequest(http.MethodPost, queryURL, bytes.NewBuffer(body))
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode == 429 && left > 0 {
		left--
		resp.Body.Close()
		time.Sleep(2 * time.Second)
		goto build
	}
	return checkOK(resp)
}

// Cloned clones the request, and a clone shares the body.
func Cloned(ctx context.Context, hc *http.Client, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	for range 4 {
		resp, err := hc.Do(req.Clone(ctx)) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// ClonedWithBody gives each clone a body of its own.
func ClonedWithBody(ctx context.Context, hc *http.Client, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	for range 4 {
		try := req.Clone(ctx)
		try.Body = io.NopCloser(bytes.NewReader(body))
		resp, err := hc.Do(try)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// repeat calls the closure again after a rest.
func repeat(n int, send func() (*http.Response, error)) (resp *http.Response, err error) {
	for i := range n {
		resp, err = send()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Duration(i+1) * time.Second)
	}
	return nil, errGaveUp
}

// Captured has the request outside the closure.
func Captured(hc *http.Client, body []byte) error {
	req, err := http.NewRequest(http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := repeat(3, func() (*http.Response, error) {
		return hc.Do(req) // want medipimretry/unrewound
	})
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Inside has the request inside the closure.
func Inside(hc *http.Client, body []byte) error {
	resp, err := repeat(3, func() (*http.Response, error) {
		req, err := http.NewRequest(http.MethodPost, queryURL, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		return hc.Do(req)
	})
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Upload reads a file, and at the second try the file is at its end; 503 alone leads there.
func Upload(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for range 3 {
		resp, err := http.Post(queryURL, jsonType, f) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusServiceUnavailable { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// UploadBytes reads the file once into memory.
func UploadBytes(name string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := http.Post(queryURL, jsonType, bytes.NewReader(b))
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusServiceUnavailable || resp.StatusCode == 429 {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// Hurried sends the same request again, and at once.
func Hurried(hc *http.Client, body []byte) error {
	req, err := http.NewRequest(http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := hc.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == 429 { // want medipimretry/immediate
			resp.Body.Close()
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// Recurse hands the request down to itself.
func Recurse(hc *http.Client, body []byte) error {
	req, err := http.NewRequest(http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	return deliverToMedipim(hc, req, 3)
}

// deliverToMedipim sends what it got once more after a rest.
func deliverToMedipim(hc *http.Client, req *http.Request, left int) error {
	resp, err := hc.Do(req) // want medipimretry/unrewound
	if err != nil {
		return err
	}
	if resp.StatusCode == 429 && left > 0 {
		resp.Body.Close()
		time.Sleep(2 * time.Second)
		return deliverToMedipim(hc, req, left-1)
	}
	return checkOK(resp)
}

// RecurseRewound hands the request down to itself, with a body again.
func RecurseRewound(hc *http.Client, body []byte) error {
	req, err := http.NewRequest(http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	return redeliverToMedipim(hc, req, 3)
}

// redeliverToMedipim gives the request its body back before it goes down.
func redeliverToMedipim(hc *http.Client, req *http.Request, left int) error {
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode == 429 && left > 0 {
		resp.Body.Close()
		if req.Body, err = req.GetBody(); err != nil {
			return err
		}
		time.Sleep(2 * time.Second)
		return redeliverToMedipim(hc, req, left-1)
	}
	return checkOK(resp)
}
