package headeronly

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

var errNoHeader = errors.New("medipim: no Retry-After")

// delay says how long to wait, where the answer does; what then is for its callers to say.
func delay(h http.Header) (time.Duration, error) {
	v := h.Get("Retry-After")
	if v == "" {
		return 0, errNoHeader
	}
	seconds, err := strconv.Atoi(v)
	return time.Duration(seconds+1) * time.Second, err
}

func seconds(resp *http.Response) int {
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		return -1
	}
	return n
}

// later is when to come back, if the answer says so.
func later(resp *http.Response) *time.Time {
	if v := resp.Header.Get("Retry-After"); v != "" {
		if t, err := http.ParseTime(v); err == nil {
			return &t
		}
	}
	return nil
}

// worthwhile is asked whether to try again.
func worthwhile(resp *http.Response) bool {
	return resp.StatusCode == http.StatusTooManyRequests && resp.Header.Get("Retry-After") != "" // want medipimretry/header
}

func giveUpOnError(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failed(resp)
		}
		d, err := delay(resp.Header)
		if err != nil { // want medipimretry/header
			return failed(resp)
		}
		time.Sleep(d)
	}
	return errors.New("medipim: too many requests")
}

func onlySeconds(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if n := seconds(resp); n >= 0 { // want medipimretry/header
				time.Sleep(time.Duration(n+1) * time.Second)
				continue
			}
		}
		return failed(resp)
	}
	return errors.New("medipim: too many requests")
}

func onlyDates(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if at := later(resp); at != nil { // want medipimretry/header
				time.Sleep(time.Until(*at))
				continue
			}
		}
		return failed(resp)
	}
	return errors.New("medipim: too many requests")
}

func asked(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !worthwhile(resp) {
			return failed(resp)
		}
		time.Sleep(time.Second)
	}
	return errors.New("medipim: too many requests")
}

// What follows is not reported: without the header there is a delay of their own.

func orTen(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failed(resp)
		}
		d, err := delay(resp.Header)
		if err != nil {
			d = 10 * time.Second
		}
		time.Sleep(d)
	}
	return errThrottled
}

func orHandedUp(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failed(resp)
		}
		n := seconds(resp)
		if n < 0 {
			return errThrottled
		}
		time.Sleep(time.Duration(n+1) * time.Second)
	}
	return errThrottled
}
