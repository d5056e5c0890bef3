// Package layers sends through transports that are put together of layers, one around the other.
package layers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

const host = "https://api.medipim.be/v4"

type tripFunc func(*http.Request) (*http.Response, error)

func (f tripFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

type layer func(http.RoundTripper) http.RoundTripper

// refusing makes an error of each answer that is none of success.
func refusing(below http.RoundTripper) http.RoundTripper {
	return tripFunc(func(r *http.Request) (*http.Response, error) {
		resp, err := below.RoundTrip(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 != 2 {
			resp.Body.Close()
			return nil, fmt.Errorf("medipim: %s", resp.Status)
		}
		return resp, nil
	})
}

// lenient makes an error of a 401 alone.
func lenient(below http.RoundTripper) http.RoundTripper {
	return tripFunc(func(r *http.Request) (*http.Response, error) {
		resp, err := below.RoundTrip(r)
		if err == nil && resp.StatusCode == http.StatusUnauthorized {
			resp.Body.Close()
			return nil, fmt.Errorf("medipim: %s", resp.Status)
		}
		return resp, err
	})
}

// patient waits when the API says that it is too much.
func patient(tries int) layer {
	return func(below http.RoundTripper) http.RoundTripper {
		return tripFunc(func(r *http.Request) (*http.Response, error) {
			for n := 1; ; n++ {
				resp, err := below.RoundTrip(r)
				if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == tries {
					return resp, err
				}
				resp.Body.Close()
				time.Sleep(time.Duration(n) * time.Second)
			}
		})
	}
}

// signed adds the credentials.
func signed(id, secret string) layer {
	return func(below http.RoundTripper) http.RoundTripper {
		return tripFunc(func(r *http.Request) (*http.Response, error) {
			r = r.Clone(r.Context())
			r.SetBasicAuth(id, secret)
			return below.RoundTrip(r)
		})
	}
}

func inward(base http.RoundTripper, layers ...layer) http.RoundTripper {
	for i := len(layers) - 1; i >= 0; i-- {
		base = layers[i](base)
	}
	return base
}

func outward(layers []layer) http.RoundTripper {
	var rt http.RoundTripper = http.DefaultTransport
	for _, l := range layers {
		if l == nil {
			continue
		}
		rt = l(rt)
	}
	return rt
}

type product struct{ Name string }

func decode(resp *http.Response) (p product, err error) {
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p, err
}

type outermost struct{ hc http.Client }

func newOutermost(id, secret string) *outermost {
	return &outermost{http.Client{Transport: inward(http.DefaultTransport, refusing, patient(5), signed(id, secret))}}
}

func (c *outermost) product(id string) (product, error) {
	resp, err := c.hc.Get(host + "/products/find?id=" + id)
	if err != nil {
		return product{}, err
	}
	return decode(resp)
}

type innermost struct{ hc *http.Client }

func newInnermost(id, secret string) *innermost {
	c := &innermost{hc: &http.Client{}}
	c.hc.Transport = outward([]layer{refusing, signed(id, secret), patient(3)})
	return c
}

func (c *innermost) product(id string) (p product, err error) {
	resp, err := c.hc.Get(host + "/products/find?id=" + id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p, err
}

// trusting has all the layers but the one that refuses.
type trusting struct{ hc *http.Client }

func newTrusting(id, secret string) *trusting {
	return &trusting{&http.Client{Transport: inward(http.DefaultTransport, patient(5), signed(id, secret))}}
}

func (c *trusting) product(id string) (p product, err error) {
	resp, err := c.hc.Get(host + "/products/find?id=" + id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return p, err
}

// half has a layer that makes an error of too little.
type half struct{ hc *http.Client }

func newHalf() *half {
	return &half{&http.Client{Transport: outward([]layer{lenient, patient(5)})}}
}

func (c *half) product(id string) (p product, err error) {
	resp, err := c.hc.Get(host + "/products/find?id=" + id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/partial
	return p, err
}

// either goes by one of two stacks, of which only one refuses.
type either struct{ hc *http.Client }

func newEither(strict bool) *either {
	if strict {
		return &either{&http.Client{Transport: inward(http.DefaultTransport, refusing, patient(2))}}
	}
	return &either{&http.Client{Transport: inward(http.DefaultTransport, patient(2))}}
}

func (c *either) product(id string) (p product, err error) {
	resp, err := c.hc.Get(host + "/products/find?id=" + id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return p, err
}

// Show shows a product as each of them sees it.
func Show(id, secret string) error {
	for _, c := range []interface {
		product(string) (product, error)
	}{newOutermost(id, secret), newInnermost(id, secret), newTrusting(id, secret), newHalf(), newEither(id != "")} {
		p, err := c.product("1")
		if err != nil {
			return err
		}
		fmt.Println(p.Name)
	}
	return nil
}
