// Package kept takes answers out of channels, of which several carry values of one type.
package kept

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4/products/find?id="

type failing struct{ next http.RoundTripper }

// RoundTrip sends a throttled request again, and makes an error of whatever else is no success.
func (f failing) RoundTrip(r *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := f.next.RoundTrip(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && n < 4 {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		if resp.StatusCode >= 300 {
			resp.Body.Close()
			return nil, fmt.Errorf("products: %s", resp.Status)
		}
		return resp, nil
	}
}

type patient struct{ next http.RoundTripper }

// RoundTrip sends a throttled request again.
func (p patient) RoundTrip(r *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := p.next.RoundTrip(r)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

var (
	strict  = &http.Client{Transport: failing{http.DefaultTransport}}
	lenient = &http.Client{Transport: patient{http.DefaultTransport}}
)

type answer struct {
	resp *http.Response
	err  error
}

type product struct {
	ID int `json:"id"`
}

func first(ids ...string) (p product, err error) {
	answers := make(chan answer, len(ids))
	for _, id := range ids {
		go func() {
			resp, err := lenient.Get(base + id)
			answers <- answer{resp, err}
		}()
	}
	a := <-answers
	if a.err != nil {
		return p, a.err
	}
	defer a.resp.Body.Close()
	err = json.NewDecoder(a.resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return p, err
}

func firstStrict(ids ...string) (p product, err error) {
	answers := make(chan answer, len(ids))
	for _, id := range ids {
		go func() {
			resp, err := strict.Get(base + id)
			answers <- answer{resp, err}
		}()
	}
	a := <-answers
	if a.err != nil {
		return p, a.err
	}
	defer a.resp.Body.Close()
	err = json.NewDecoder(a.resp.Body).Decode(&p)
	return p, err
}

// fetch puts its answer into a channel that it is given.
func fetch(id string, into chan<- answer) {
	var a answer
	a.resp, a.err = strict.Get(base + id)
	into <- a
}

func handed(id string) (p product, err error) {
	ch := make(chan answer)
	go fetch(id, ch)
	select {
	case a := <-ch:
		if a.err != nil {
			return p, a.err
		}
		defer a.resp.Body.Close()
		err = json.NewDecoder(a.resp.Body).Decode(&p)
		return p, err
	case <-time.After(time.Minute):
		return p, fmt.Errorf("products: %s: nothing within a minute", id)
	}
}

// started returns the channel that the answers come out of.
func started(ids ...string) <-chan answer {
	ch := make(chan answer)
	go func() {
		defer close(ch)
		for _, id := range ids {
			resp, err := strict.Get(base + id)
			ch <- answer{resp, err}
		}
	}()
	return ch
}

func all(ids ...string) (ps []product, err error) {
	for a := range started(ids...) {
		if a.err != nil {
			return nil, a.err
		}
		var p product
		err := json.NewDecoder(a.resp.Body).Decode(&p)
		a.resp.Body.Close()
		if err != nil {
			return nil, err
		}
		ps = append(ps, p)
	}
	return ps, nil
}

// either takes from the two.
func either(id string) (p product, err error) {
	one, other := make(chan answer, 1), make(chan answer, 1)
	go fetch(id, one)
	go func() {
		resp, err := lenient.Get(base + id)
		other <- answer{resp, err}
	}()
	var a answer
	select {
	case a = <-one:
	case a = <-other:
	}
	if a.err != nil {
		return p, a.err
	}
	defer a.resp.Body.Close()
	err = json.NewDecoder(a.resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return p, err
}
