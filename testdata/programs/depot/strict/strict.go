package strict

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"example.com/depot/medipimhttp"
)

const host = "https://api.sandbox.medipim.be"

type medipimStrict struct{ next http.RoundTripper }

// RoundTrip lets a 2xx through and makes an error of every other answer; the link below waits on 429.
func (s medipimStrict) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 == 2 {
		return resp, nil
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 4096))
	return nil, fmt.Errorf("%s %s: %s: %s", r.Method, r.URL.Path, resp.Status, b)
}

var (
	strictly = &http.Client{Transport: medipimStrict{&medipimhttp.Patient{Next: http.DefaultTransport, Tries: 3}}}
	loosely  = &http.Client{Transport: &medipimhttp.Patient{Next: http.DefaultTransport, Tries: 3}}
)

// Code is a code and its label.
type Code struct{ Code, Label string }

// Codes has nothing to look at, because its client lets no error through.
func Codes() (c []Code, err error) {
	resp, err := strictly.Get(host + "/v4/codes")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&c)
	return c, err
}

// CodesLoose goes through a client that only waits and hands every answer up.
func CodesLoose() (c []Code, err error) {
	resp, err := loosely.Get(host + "/v4/codes")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&c) // want medipimunchecked/unchecked
	return c, err
}

// Add posts through the client that lets no error through and returns the bytes.
func Add(label string) ([]byte, error) {
	resp, err := strictly.Post(host+"/v4/codes", "text/plain", strings.NewReader(label))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// AddLoose posts through the other client and returns the bytes of any answer.
func AddLoose(label string) ([]byte, error) {
	resp, err := loosely.Post(host+"/v4/codes", "text/plain", strings.NewReader(label))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}
