// Package fastpath answers the tills, and has no time to lose.
package fastpath

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/valyala/fasthttp"
)

const find = "https://api.medipim.be/v4/products/find?cnk="

// Till is what a till wants to know.
type Till struct {
	CNK   string `json:"cnk"`
	Price int    `json:"publicPrice"`
}

func status(resp *fasthttp.Response) error {
	if c := resp.StatusCode(); c >= 400 {
		return fmt.Errorf("medipim: %d %s", c, fasthttp.StatusMessage(c))
	}
	return nil
}

func parse(resp *fasthttp.Response) (t Till, err error) {
	if err = status(resp); err != nil {
		return t, err
	}
	err = json.Unmarshal(resp.Body(), &t)
	return t, err
}

// Price reads a price.
func Price(cnk string) (Till, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	req.SetRequestURI(find + cnk)
	if err := fasthttp.Do(req, resp); err != nil { // want medipimretry/missing
		return Till{}, err
	}
	return parse(resp)
}

var pool = &fasthttp.Client{Name: "fastpath", MaxConnsPerHost: 64, ReadTimeout: 2 * time.Second}

// Within reads a price in time.
func Within(cnk string, d time.Duration) (Till, error) {
	var req fasthttp.Request
	var resp fasthttp.Response
	req.SetRequestURI(find + cnk)
	for range 3 {
		if err := pool.DoTimeout(&req, &resp, d); err != nil {
			return Till{}, err
		}
		if resp.StatusCode() < fasthttp.StatusInternalServerError { // want medipimretry/incomplete
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	return parse(&resp)
}

// Now reads a price, over and over.
func Now(cnk string) (t Till, err error) {
	for i := 0; i < 20; i++ {
		code, body, err := pool.Get(nil, find+cnk)
		if err != nil {
			return t, err
		}
		if code == fasthttp.StatusTooManyRequests { // want medipimretry/immediate
			continue
		}
		if code != fasthttp.StatusOK {
			return t, fmt.Errorf("medipim: %d", code)
		}
		return t, json.Unmarshal(body, &t)
	}
	return t, errors.New("medipim: no answer in twenty tries")
}

// Many reads prices, and leaves out what is throttled.
func Many(cnks ...string) ([]Till, error) {
	out := make([]Till, 0, len(cnks))
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	for _, cnk := range cnks {
		req.SetRequestURI(find + cnk)
		if err := pool.Do(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode() == fasthttp.StatusTooManyRequests { // want medipimretry/swallowed
			continue
		}
		t, err := parse(resp)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// ErrSlow is the answer to a 429.
var ErrSlow = errors.New("medipim: too many requests")

// fetch sends and waits as long as it must.
func fetch(uri string) (*fasthttp.Response, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	req.SetRequestURI(uri)
	for pause := 250 * time.Millisecond; pause < 10*time.Second; pause *= 2 {
		if err := pool.Do(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode() != fasthttp.StatusTooManyRequests {
			return resp, nil
		}
		if s, err := strconv.Atoi(string(resp.Header.Peek("Retry-After"))); err == nil {
			pause = time.Duration(s) * time.Second
		}
		time.Sleep(pause)
	}
	return nil, ErrSlow
}

// Price2 reads a price; fetch knows about throttling, and nothing else.
func Price2(cnk string) (*Till, error) {
	resp, err := fetch(find + cnk)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == fasthttp.StatusNotFound {
		return nil, nil
	}
	t := new(Till)
	err = json.Unmarshal(resp.Body(), t) // want medipimunchecked/partial
	return t, err
}

// Reserve keeps a product back.
func Reserve(cnk string) error {
	resp, err := fetch("https://api.medipim.be/v4/products/reserve?cnk=" + cnk)
	if err != nil {
		return err
	}
	if resp.StatusCode() == fasthttp.StatusUnprocessableEntity { // want medipimviolations/dropped
		return errors.New("cannot be reserved: " + cnk)
	}
	return status(resp)
}

// State says what is the matter.
func State(resp *fasthttp.Response) string {
	var e struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(resp.Body(), &e) != nil {
		return "?"
	}
	switch {
	case resp.StatusCode() == fasthttp.StatusUnauthorized && e.Error.Code == "not_authorized": // want medipimpair/impossible
		return "key"
	case e.Error.Code == "endpoint_not_found":
		return "bug"
	}
	return e.Error.Message
}

// Fetched goes through fetch.
// ok: the helper waits, the caller looks
func Fetched(cnk string) (Till, error) {
	resp, err := fetch(find + cnk)
	if err != nil {
		return Till{}, err
	}
	defer fasthttp.ReleaseResponse(resp)
	return parse(resp)
}

// Handed hands a 429 up.
// ok: a sentinel for 429
func Handed(cnk string) (Till, error) {
	code, body, err := fasthttp.Get(nil, find+cnk)
	switch {
	case err != nil:
		return Till{}, err
	case code == fasthttp.StatusTooManyRequests:
		return Till{}, ErrSlow
	case code >= 400:
		return Till{}, fmt.Errorf("medipim: %d", code)
	}
	var t Till
	return t, json.Unmarshal(body, &t)
}

// Waited waits for Handed.
// ok: a pause before the next try
func Waited(cnk string) (Till, error) {
	t, err := Handed(cnk)
	for n := time.Duration(1); errors.Is(err, ErrSlow) && n < 6; n++ {
		time.Sleep(n * time.Second)
		t, err = Handed(cnk)
	}
	return t, err
}

// Passed hands status and body on, as fasthttp does.
// ok: the bytes go with their status; the caller waits
func Passed(cnk string) (int, []byte, error) {
	for n := 0; ; n++ {
		code, body, err := pool.Get(nil, find+cnk)
		if err != nil || code != 429 || n == 4 {
			return code, body, err
		}
		<-time.After(time.Second << n)
	}
}

// Rain asks the weather service.
// ok: another host
func Rain(city string) (mm float64, err error) {
	_, body, err := fasthttp.Get(nil, "https://weer.example.be/rain/"+city)
	if err != nil {
		return 0, err
	}
	return mm, json.Unmarshal(body, &mm)
}
