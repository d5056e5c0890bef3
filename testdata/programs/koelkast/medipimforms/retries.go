package medipimforms

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// ServerTroubleOnly leaves 429 out with a range.
func ServerTroubleOnly(ctx context.Context, c *http.Client) (*product, error) {
	for n := 0; ; n++ {
		resp, err := c.Get(root + "/one")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == tries { // want medipimretry/incomplete
			return finish(resp)
		}
		resp.Body.Close()
		if err := nap(ctx, n); err != nil {
			return nil, err
		}
	}
}

// ServerTroubleAndLimit has both.
func ServerTroubleAndLimit(ctx context.Context, c *http.Client) (*product, error) {
	for n := 0; ; n++ {
		resp, err := c.Get(root + "/one")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 && resp.StatusCode != 429 || n == tries {
			return finish(resp)
		}
		resp.Body.Close()
		if err := nap(ctx, n); err != nil {
			return nil, err
		}
	}
}

// AnyFailure has every status that is not 2xx.
func AnyFailure(ctx context.Context, c *http.Client) (*product, error) {
	for n := 0; ; n++ {
		resp, err := c.Get(root + "/one")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 == 2 || n == tries {
			return finish(resp)
		}
		resp.Body.Close()
		if err := nap(ctx, n); err != nil {
			return nil, err
		}
	}
}

// LocalList leaves 429 out of a list.
func LocalList(ctx context.Context, c *http.Client) (*product, error) {
	retry := []int{500, 502, 503, 504}
	for n := 0; ; n++ {
		resp, err := c.Get(root + "/two")
		if err != nil {
			return nil, err
		}
		if !slices.Contains(retry, resp.StatusCode) || n == tries { // want medipimretry/incomplete
			return finish(resp)
		}
		resp.Body.Close()
		if err := nap(ctx, n); err != nil {
			return nil, err
		}
	}
}

// LocalListWithLimit has 429 in its list.
func LocalListWithLimit(ctx context.Context, c *http.Client) (*product, error) {
	retry := []int{429, 500, 502, 503, 504}
	for n := 0; ; n++ {
		resp, err := c.Get(root + "/two")
		if err != nil {
			return nil, err
		}
		if !slices.Contains(retry, resp.StatusCode) || n == tries {
			return finish(resp)
		}
		resp.Body.Close()
		if err := nap(ctx, n); err != nil {
			return nil, err
		}
	}
}

// NetworkOnly tries again on errors of the network.
func NetworkOnly(ctx context.Context, c *http.Client) (p *product, err error) {
	for n := range tries {
		var resp *http.Response
		resp, err = c.Get(root + "/three")
		if err == nil { // want medipimretry/incomplete
			return finish(resp)
		}
		if err := nap(ctx, n); err != nil {
			return nil, err
		}
	}
	return nil, err
}

// NetworkAndBusy tries again on errors of the network, and names 429 to its caller.
func NetworkAndBusy(ctx context.Context, c *http.Client) (p *product, err error) {
	for n := range tries {
		var resp *http.Response
		resp, err = c.Get(root + "/three")
		if err == nil {
			if resp.StatusCode == http.StatusTooManyRequests {
				resp.Body.Close()
				return nil, errBusy
			}
			return finish(resp)
		}
		if err := nap(ctx, n); err != nil {
			return nil, err
		}
	}
	return nil, err
}

// Recursive calls itself on 503 only.
func Recursive(c *http.Client, left int) (*product, error) {
	resp, err := c.Get(root + "/four")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusServiceUnavailable && left > 0 { // want medipimretry/incomplete
		resp.Body.Close()
		time.Sleep(2 * time.Second)
		return Recursive(c, left-1)
	}
	return finish(resp)
}

// RecursiveOnLimit calls itself on 429.
func RecursiveOnLimit(c *http.Client, left int) (*product, error) {
	resp, err := c.Get(root + "/four")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests && left > 0 {
		resp.Body.Close()
		time.Sleep(2 * time.Second)
		return RecursiveOnLimit(c, left-1)
	}
	return finish(resp)
}

// RecursiveAtOnce calls itself on 429 without a pause.
func RecursiveAtOnce(c *http.Client, left int) (*product, error) {
	resp, err := c.Get(root + "/four")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests && left > 0 { // want medipimretry/immediate
		resp.Body.Close()
		return RecursiveAtOnce(c, left-1)
	}
	return finish(resp)
}

// Jump goes back on 429 after a pause.
func Jump(c *http.Client) (*product, error) {
	n := 0
send:
	resp, err := c.Get(root + "/five")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests && n < tries {
		resp.Body.Close()
		time.Sleep(time.Second << n)
		n++
		goto send
	}
	return finish(resp)
}

// JumpAtOnce goes back on 429 without one.
func JumpAtOnce(c *http.Client) (*product, error) {
	n := 0
send:
	resp, err := c.Get(root + "/five")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests && n < tries { // want medipimretry/immediate
		resp.Body.Close()
		n++
		goto send
	}
	return finish(resp)
}

// HeaderDecides waits only if the header is there.
func HeaderDecides(c *http.Client) (*product, error) {
	for {
		resp, err := c.Get(root + "/six")
		if err != nil {
			return nil, err
		}
		secs := resp.Header.Get("Retry-After")
		if resp.StatusCode != http.StatusTooManyRequests || secs == "" { // want medipimretry/header
			return finish(resp)
		}
		resp.Body.Close()
		pauseFor(secs)
	}
}

// pauseFor waits at least a second.
func pauseFor(secs string) {
	n, _ := strconv.Atoi(secs)
	time.Sleep(time.Duration(max(n, 1)) * time.Second)
}

// HeaderHelps waits either way.
func HeaderHelps(c *http.Client) (*product, error) {
	for n := 0; ; n++ {
		resp, err := c.Get(root + "/six")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n == tries {
			return finish(resp)
		}
		resp.Body.Close()
		pauseFor(resp.Header.Get("Retry-After"))
	}
}

// HeaderOrBusy gives 429 to its caller when the header is absent.
func HeaderOrBusy(c *http.Client) (*product, error) {
	for {
		resp, err := c.Get(root + "/six")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return finish(resp)
		}
		resp.Body.Close()
		secs := resp.Header.Get("Retry-After")
		if secs == "" {
			return nil, errBusy
		}
		pauseFor(secs)
	}
}

// HeaderAsDelay sleeps for nothing when the header is absent.
func HeaderAsDelay(c *http.Client) (*product, error) {
	for range tries {
		resp, err := c.Get(root + "/seven")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 { // want medipimretry/immediate
			resp.Body.Close()
			d, _ := time.ParseDuration(resp.Header.Get("Retry-After") + "s")
			time.Sleep(d)
			continue
		}
		return finish(resp)
	}
	return nil, errBusy
}

// SameRequest sends a body that is used up.
func SameRequest(ctx context.Context, c *http.Client, data []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, root+"/save", bytes.NewReader(data))
	if err != nil {
		return err
	}
	for n := range tries {
		resp, err := c.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return settle(resp)
		}
		resp.Body.Close()
		if err := nap(ctx, n); err != nil {
			return err
		}
	}
	return errBusy
}

// FreshBody sets a new body before each send.
func FreshBody(ctx context.Context, c *http.Client, data []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, root+"/save", nil)
	if err != nil {
		return err
	}
	for n := range tries {
		req.Body = http.NoBody
		if len(data) > 0 {
			req.Body, req.ContentLength = readCloser{bytes.NewReader(data)}, int64(len(data))
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return settle(resp)
		}
		resp.Body.Close()
		if err := nap(ctx, n); err != nil {
			return err
		}
	}
	return errBusy
}

type readCloser struct{ *bytes.Reader }

// Close has nothing to do.
func (readCloser) Close() error { return nil }

// SameReader builds new requests on a reader that is used up, and does not pause either.
func SameReader(c *http.Client, data []byte) error {
	body := bytes.NewReader(data)
	for range tries {
		resp, err := c.Post(root+"/save", "application/json", body) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			continue
		}
		return settle(resp)
	}
	return errBusy
}

// NewReader makes a reader for each send.
func NewReader(c *http.Client, data []byte) error {
	for n := range tries {
		resp, err := c.Post(root+"/save", "application/json", bytes.NewReader(data))
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		return settle(resp)
	}
	return errBusy
}
