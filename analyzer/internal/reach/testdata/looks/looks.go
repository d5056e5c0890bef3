// Package looks narrows the status of answers in many ways. Each call of here names the statuses that its
// answer can still have, of 200 204 304 400 404 429 500.
package looks

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

func here(*http.Response, string) {}

func open(resp *http.Response) {
	here(resp, "200 204 304 400 404 429 500")
}

func branches(resp *http.Response) {
	if resp.StatusCode == 404 {
		here(resp, "404")
		return
	}
	here(resp, "200 204 304 400 429 500")
	if resp.StatusCode >= 400 && resp.StatusCode < 500 {
		here(resp, "400 429")
	} else if resp.StatusCode/100 == 2 {
		here(resp, "200 204")
	} else {
		here(resp, "304 500")
	}
}

func cases(resp *http.Response) {
	switch code := resp.StatusCode; code {
	case http.StatusOK, http.StatusNoContent:
		here(resp, "200 204")
	case http.StatusNotFound:
		here(resp, "404")
		fallthrough
	case http.StatusBadRequest:
		here(resp, "400 404")
	default:
		here(resp, "304 429 500")
	}
}

func variables(resp *http.Response) {
	ok := resp.StatusCode < 300
	bad := false
	if !ok && resp.StatusCode != 429 {
		bad = true
	}
	if bad {
		here(resp, "304 400 404 500")
	}
	if ok {
		here(resp, "200 204")
	}
}

func isMissing(resp *http.Response) bool { return resp.StatusCode == 404 }

func fine(status int) bool { return status >= 200 && status <= 299 }

var tolerated = []int{200, 404}

var known = map[int]bool{200: true, 429: true, 500: false}

func predicates(resp *http.Response) {
	if isMissing(resp) {
		here(resp, "404")
	}
	if !fine(resp.StatusCode) {
		here(resp, "304 400 404 429 500")
	}
	if slices.Contains(tolerated, resp.StatusCode) {
		here(resp, "200 404")
	}
	if known[resp.StatusCode] {
		here(resp, "200 429")
	}
	if _, ok := known[resp.StatusCode]; ok {
		here(resp, "200 429 500")
	}
	if strings.HasPrefix(resp.Status, "4") {
		here(resp, "400 404 429")
	}
}

var (
	errMissing = errors.New("missing")
	errSlow    = errors.New("slow")
)

type failure struct{ status int }

func (f *failure) Error() string { return fmt.Sprint(f.status) }

func check(resp *http.Response) error {
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode == 404:
		return errMissing
	case resp.StatusCode == 429:
		return fmt.Errorf("later: %w", errSlow)
	}
	return &failure{resp.StatusCode}
}

func helpers(resp *http.Response) {
	err := check(resp)
	switch {
	case err == nil:
		here(resp, "200 204")
	case errors.Is(err, errMissing):
		here(resp, "404")
	case errors.Is(err, errSlow):
		here(resp, "429")
	default:
		var f *failure
		if errors.As(err, &f) {
			here(resp, "304 400 500")
		}
	}
}

func sent(c *http.Client, url string) (*http.Response, error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 500 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

func wrapped(c *http.Client, url string) {
	resp, err := sent(c, url)
	if err != nil {
		return
	}
	here(resp, "200 204 304 400 404 429")
}

func loops(c *http.Client, url string) {
	var resp *http.Response
	var err error
	for range 3 {
		resp, err = c.Get(url)
		if err == nil && resp.StatusCode < 500 && resp.StatusCode != 429 {
			break
		}
	}
	here(resp, "200 204 304 400 404 429 500")
	for {
		if resp, err = c.Get(url); err != nil {
			return
		}
		if resp.StatusCode != 429 {
			break
		}
	}
	here(resp, "200 204 304 400 404 500")
}

func two(first, second *http.Response) {
	if first.StatusCode != 200 {
		return
	}
	here(first, "200")
	here(second, "200 204 304 400 404 429 500")
}

func entered(resp *http.Response) {
	here(resp, "200 404")
}

func enters(resp *http.Response) {
	if slices.Contains(tolerated, resp.StatusCode) {
		entered(resp)
	}
}

func must(resp *http.Response) {
	if resp.StatusCode >= 400 {
		panic(resp.Status)
	}
}

func panics(resp *http.Response) {
	must(resp)
	here(resp, "200 204 304")
}

var table = map[int]func(*http.Response){
	200: got,
	404: missing,
}

func got(resp *http.Response) { here(resp, "200") }

func missing(resp *http.Response) { here(resp, "404") }

func dispatched(resp *http.Response) {
	if f, ok := table[resp.StatusCode]; ok {
		f(resp)
	}
}

func received(c *http.Client, url string) {
	ch := make(chan *http.Response, 1)
	if resp, err := c.Get(url); err == nil && resp.StatusCode == 200 {
		ch <- resp
	}
	here(<-ch, "200")
}

func captured(resp *http.Response) {
	if resp.StatusCode != 404 {
		return
	}
	func() { here(resp, "404") }()
}

type strict struct{ next http.RoundTripper }

func (s strict) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

var strictly = &http.Client{Transport: strict{http.DefaultTransport}}

func transports(url string) {
	resp, err := strictly.Get(url)
	if err != nil {
		return
	}
	here(resp, "200 204 304")
}
