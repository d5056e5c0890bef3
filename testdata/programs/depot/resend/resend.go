package resend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

const endpoint = "https://api.au.medipim.com/v4/"

var client = http.Client{Timeout: 15 * time.Second}

// Doc is one document.
type Doc struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

func parse(resp *http.Response) (*Doc, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("resend: %s", resp.Status)
	}
	d := new(Doc)
	return d, json.NewDecoder(resp.Body).Decode(d)
}

// ServerTrouble repeats on 5xx alone.
func ServerTrouble(id string) (*Doc, error) {
	for i := 0; ; i++ {
		resp, err := client.Get(endpoint + "docs/" + id)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 && i < 3 { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return parse(resp)
	}
}

// ServerTroubleAndThrottle repeats on 5xx and on 429.
func ServerTroubleAndThrottle(id string) (*Doc, error) {
	for i := 0; ; i++ {
		resp, err := client.Get(endpoint + "docs/" + id)
		if err != nil {
			return nil, err
		}
		if (resp.StatusCode >= 500 || resp.StatusCode == 429) && i < 3 {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return parse(resp)
	}
}

// Unavailable repeats on 503 alone.
func Unavailable(id string) (*Doc, error) {
	var resp *http.Response
	for try := range 3 {
		var err error
		resp, err = client.Get(endpoint + "docs/" + id)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable || try == 2 { // want medipimretry/incomplete
			break
		}
		resp.Body.Close()
		time.Sleep(2 * time.Second)
	}
	return parse(resp)
}

// Gateway spells three statuses out in one condition.
func Gateway(id string) (*Doc, error) {
	left := 4
again:
	resp, err := client.Get(endpoint + "docs/" + id)
	if err != nil {
		return nil, err
	}
	if s := resp.StatusCode; left > 0 && (s == 502 || s == 503 || s == 504) { // want medipimretry/incomplete
		resp.Body.Close()
		left--
		time.Sleep(time.Second)
		goto again
	}
	return parse(resp)
}

// GatewayToo spells four out, one of them 429.
func GatewayToo(id string) (*Doc, error) {
	left := 4
again:
	resp, err := client.Get(endpoint + "docs/" + id)
	if err != nil {
		return nil, err
	}
	if s := resp.StatusCode; left > 0 && (s == 429 || s == 502 || s == 503 || s == 504) {
		resp.Body.Close()
		left--
		time.Sleep(time.Second)
		goto again
	}
	return parse(resp)
}

// Dialling repeats when nothing came back at all; an answer of any kind ends it.
func Dialling(ctx context.Context, id string) (*Doc, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+"docs/"+id, nil)
	if err != nil {
		return nil, err
	}
	var last error
	for range 3 {
		resp, err := client.Do(req)
		if err != nil { // want medipimretry/incomplete
			last = err
			time.Sleep(time.Second)
			continue
		}
		return parse(resp)
	}
	return nil, last
}

// DiallingOrThrottled repeats when nothing came back and when the answer was 429; the body is empty.
func DiallingOrThrottled(ctx context.Context, id string) (*Doc, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+"docs/"+id, nil)
	if err != nil {
		return nil, err
	}
	last := errors.New("throttled")
	for range 3 {
		resp, err := client.Do(req)
		if err != nil {
			last = err
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(5 * time.Second)
			continue
		}
		return parse(resp)
	}
	return nil, last
}

// Impatience repeats on a timeout of the network alone.
func Impatience(id string, n int) (*Doc, error) {
	resp, err := client.Get(endpoint + "docs/" + id)
	var ne net.Error
	if errors.As(err, &ne) && ne.Timeout() && n > 0 { // want medipimretry/incomplete
		time.Sleep(time.Second)
		return Impatience(id, n-1)
	}
	if err != nil {
		return nil, err
	}
	return parse(resp)
}

// Hundreds divides the status and calls itself on a five.
func Hundreds(id string, n int) (*Doc, error) {
	resp, err := client.Get(endpoint + "docs/" + id)
	if err != nil {
		return nil, err
	}
	if n > 0 && resp.StatusCode/100 == 5 { // want medipimretry/incomplete
		resp.Body.Close()
		time.Sleep(time.Second)
		return Hundreds(id, n-1)
	}
	return parse(resp)
}

// HundredsToo divides the status and calls itself on a four or a five, 429 among them.
func HundredsToo(id string, n int) (*Doc, error) {
	resp, err := client.Get(endpoint + "docs/" + id)
	if err != nil {
		return nil, err
	}
	if n > 0 && resp.StatusCode/100 >= 4 {
		resp.Body.Close()
		time.Sleep(time.Second)
		return HundredsToo(id, n-1)
	}
	return parse(resp)
}

// Below leaves the loop on anything under 500, so a 429 leaves too.
func Below(id string) (*Doc, error) {
	for tries := 5; ; tries-- {
		resp, err := client.Get(endpoint + "docs/" + id)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || tries == 0 { // want medipimretry/incomplete
			return parse(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
}

// NotFine stays in the loop on anything that is not 200.
func NotFine(id string) (*Doc, error) {
	for tries := 5; ; tries-- {
		resp, err := client.Get(endpoint + "docs/" + id)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 200 || tries == 0 {
			return parse(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
}
