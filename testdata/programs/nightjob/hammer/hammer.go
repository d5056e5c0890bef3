// Package hammer fetches products for the shelf labels.
package hammer

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

const productURL = "https://api.medipim.fr/v4/products/find?id="

var errGaveUp = errors.New("gave up")

// checkOK turns a bad answer into a general error.
func checkOK(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// Spin goes straight back.
func Spin(id string) error {
	for range 10 {
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// SpinSlowly goes back after a second.
func SpinSlowly(id string) error {
	for range 10 {
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// SpinInverted leaves on anything else, and has nothing after that.
func SpinInverted(id string) error {
	for range 10 {
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		if resp.StatusCode != 429 { // want medipimretry/immediate
			return checkOK(resp)
		}
		resp.Body.Close()
	}
	return errGaveUp
}

// SpinInvertedSlowly sleeps at the loop's end.
func SpinInvertedSlowly(id string) error {
	for n := time.Duration(1); n < 5; n++ {
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		if resp.StatusCode != 429 {
			return checkOK(resp)
		}
		resp.Body.Close()
		time.Sleep(n * time.Second)
	}
	return errGaveUp
}

// SpinOnAll takes every bad status back to the send at once.
func SpinOnAll(id string) error {
	for range 3 {
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK { // want medipimretry/immediate
			return nil
		}
	}
	return errGaveUp
}

// Recurse calls itself at once.
func Recurse(id string, left int) error {
	resp, err := http.Get(productURL + id)
	if err != nil {
		return err
	}
	if resp.StatusCode == 429 && left > 0 { // want medipimretry/immediate
		resp.Body.Close()
		return Recurse(id, left-1)
	}
	return checkOK(resp)
}

// RecurseLater calls itself after a timer.
func RecurseLater(id string, left int) error {
	resp, err := http.Get(productURL + id)
	if err != nil {
		return err
	}
	if resp.StatusCode == 429 && left > 0 {
		resp.Body.Close()
		t := time.NewTimer(4 * time.Second)
		<-t.C
		return RecurseLater(id, left-1)
	}
	return checkOK(resp)
}

// Jump goes back with goto.
func Jump(id string) error {
	left := 5
again:
	resp, err := http.Get(productURL + id)
	if err != nil {
		return err
	}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests && left > 0: // want medipimretry/immediate
		left--
		resp.Body.Close()
		goto again
	}
	return checkOK(resp)
}

// JumpLater goes back with goto after <-time.After.
func JumpLater(id string) error {
	left := 5
again:
	resp, err := http.Get(productURL + id)
	if err != nil {
		return err
	}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests && left > 0:
		left--
		resp.Body.Close()
		<-time.After(1500 * time.Millisecond)
		goto again
	}
	return checkOK(resp)
}

// Obedient sleeps for what the header says, which is zero when there is none.
func Obedient(id string) error {
	for range 4 {
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// ObedientWithFloor sleeps for what the header says, and at least two seconds.
func ObedientWithFloor(id string) error {
	for range 4 {
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			time.Sleep(time.Duration(max(secs, 2)) * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// ObedientWithDefault has a default for when the header is no number.
func ObedientWithDefault(ctx context.Context, id string) error {
	for range 4 {
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			wait := 10 * time.Second
			if secs, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && secs > 0 {
				wait = time.Duration(secs) * time.Second
			}
			resp.Body.Close()
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return ctx.Err()
			}
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// repeat calls the closure again at once.
func repeat(n int, send func() (*http.Response, error)) (resp *http.Response, err error) {
	for range n {
		resp, err = send()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want medipimretry/immediate
			return resp, err
		}
		resp.Body.Close()
	}
	return resp, err
}

// Repeated sends through repeat; the report is in there.
func Repeated(id string) error {
	resp, err := repeat(4, func() (*http.Response, error) { return http.Get(productURL + id) })
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Requeue puts a throttled id at the end of the queue, and goes on at once.
func Requeue(ids []string) error {
	for queue := ids; len(queue) > 0; {
		id := queue[0]
		queue = queue[1:]
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			queue = append(queue, id)
			continue
		}
		if err := checkOK(resp); err != nil {
			return err
		}
	}
	return nil
}

// RequeueLater puts a throttled id at the end of the queue, and rests first.
func RequeueLater(ids []string) error {
	for queue := ids; len(queue) > 0; {
		id := queue[0]
		queue = queue[1:]
		resp, err := http.Get(productURL + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			queue = append(queue, id)
			time.Sleep(5 * time.Second)
			continue
		}
		if err := checkOK(resp); err != nil {
			return err
		}
	}
	return nil
}
