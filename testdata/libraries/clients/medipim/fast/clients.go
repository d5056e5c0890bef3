// Package fast asks for products through fasthttp, whose retries see errors only:
// a 429 is the caller's to retry.
package fast

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/valyala/fasthttp"
)

const products = "https://api.medipim.be/v4/products/query"

type page struct {
	Results []struct {
		ID string `json:"id"`
	} `json:"results"`
}

// decode is the end of every function here: one error for every status but 200.
func decode(resp *fasthttp.Response) (*page, error) {
	if resp.StatusCode() != fasthttp.StatusOK {
		return nil, fmt.Errorf("products: %d", resp.StatusCode())
	}
	p := new(page)
	if err := json.Unmarshal(resp.Body(), p); err != nil {
		return nil, err
	}
	return p, nil
}

func request(query []byte) *fasthttp.Request {
	req := fasthttp.AcquireRequest()
	req.SetRequestURI(products)
	req.Header.SetMethod(fasthttp.MethodPost)
	req.Header.SetContentType("application/json")
	req.SetBody(query)
	return req
}

func plain(query []byte) (*page, error) {
	req, resp := request(query), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	if err := fasthttp.Do(req, resp); err != nil { // want medipimretry/missing
		return nil, err
	}
	return decode(resp)
}

var shared = &fasthttp.Client{Name: "shop", ReadTimeout: 10 * time.Second}

func withTimeout(query []byte) (*page, error) {
	req, resp := request(query), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	if err := shared.DoTimeout(req, resp, 5*time.Second); err != nil { // want medipimretry/missing
		return nil, err
	}
	return decode(resp)
}

func find(id string) (*page, error) {
	status, body, err := fasthttp.Get(nil, "https://api.medipim.be/v4/products/find?id="+id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if status >= 400 {
		return nil, fmt.Errorf("product %s: %d", id, status)
	}
	p := new(page)
	if err := json.Unmarshal(body, p); err != nil {
		return nil, err
	}
	return p, nil
}

// retriesErrors is asked about errors alone.
func retriesErrors(query []byte) (*page, error) {
	client := &fasthttp.Client{MaxIdemponentCallAttempts: 5, RetryIf: func(*fasthttp.Request) bool { return true }} // want medipimretry/library
	req, resp := request(query), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	if err := client.Do(req, resp); err != nil {
		return nil, err
	}
	return decode(resp)
}

func hammering(query []byte) (*page, error) {
	req, resp := request(query), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	for attempt := 0; ; attempt++ {
		if err := shared.Do(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode() == fasthttp.StatusTooManyRequests && attempt < 5 { // want medipimretry/immediate
			continue
		}
		return decode(resp)
	}
}

func gateways(query []byte) (*page, error) {
	req, resp := request(query), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	for attempt := 0; ; attempt++ {
		if err := shared.Do(req, resp); err != nil {
			return nil, err
		}
		switch resp.StatusCode() {
		case fasthttp.StatusBadGateway, fasthttp.StatusServiceUnavailable: // want medipimretry/incomplete
			if attempt < 5 {
				time.Sleep(time.Second << attempt)
				continue
			}
		}
		return decode(resp)
	}
}

// What follows is not reported.

func patient(query []byte) (*page, error) {
	req, resp := request(query), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	for attempt := 0; ; attempt++ {
		if err := shared.Do(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode() != fasthttp.StatusTooManyRequests || attempt == 5 {
			return decode(resp)
		}
		time.Sleep(time.Second << attempt)
	}
}

var errLimited = errors.New("too many requests")

func handedUp(query []byte) (*page, error) {
	req, resp := request(query), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	if err := shared.Do(req, resp); err != nil {
		return nil, err
	}
	if resp.StatusCode() == fasthttp.StatusTooManyRequests {
		return nil, errLimited
	}
	return decode(resp)
}

// errThrottled is for the handlers below.
var errThrottled = errors.New("products: throttled")

func find429(id string) ([]byte, error) {
	status, body, err := fasthttp.Get(nil, "https://api.medipim.be/v4/products/find?id="+id)
	switch {
	case err != nil:
		return nil, err
	case status == fasthttp.StatusTooManyRequests:
		return nil, errThrottled
	case status >= 300:
		return nil, fmt.Errorf("product %s: %d", id, status)
	}
	return body, nil
}

// reloads answers 503 with a page that reloads itself.
func reloads(ctx *fasthttp.RequestCtx) {
	b, err := find429(string(ctx.Path()))
	if errors.Is(err, errThrottled) {
		ctx.Error("busy", fasthttp.StatusServiceUnavailable)
		return
	}
	if err != nil {
		ctx.Error(err.Error(), fasthttp.StatusBadGateway)
		return
	}
	ctx.SetBody(b)
}

// unavailable says so in the status alone.
func unavailable(ctx *fasthttp.RequestCtx) {
	b, err := find429(string(ctx.Path()))
	switch {
	case errors.Is(err, errThrottled):
		ctx.SetStatusCode(fasthttp.StatusServiceUnavailable)
	case err != nil:
		ctx.SetStatusCode(fasthttp.StatusBadGateway)
	default:
		ctx.SetBody(b)
	}
}

// finds tells the browser that there is nothing.
func finds(ctx *fasthttp.RequestCtx) {
	b, err := find429(string(ctx.Path()))
	if errors.Is(err, errThrottled) { // want medipimretry/swallowed
		ctx.SetStatusCode(fasthttp.StatusOK)
		return
	}
	if err != nil {
		ctx.Error(err.Error(), fasthttp.StatusBadGateway)
		return
	}
	ctx.SetBody(b)
}
