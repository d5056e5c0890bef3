package puristlib

import (
	"net/http"
)

type probe struct {
	status func() int
	code   func() string
}

// Silent: closures over the decoded value.
func probeOf(resp *http.Response) (probe, error) {
	var env envelope[detail]
	if err := (jsonCodec{}).Decode(resp.Body, &env); err != nil {
		return probe{}, err
	}
	return probe{
		status: func() int { return env.Error.Status },
		code:   func() string { return env.Error.Code },
	}, nil
}

// Reported: the closure in the field hands up the body's status.
func probedMissing(resp *http.Response) bool {
	p, err := probeOf(resp)
	if err != nil {
		return false
	}
	return p.status() == http.StatusNotFound // want medipimstatus/branch
}

// Reported: the closure in the field hands up the code.
func probedLogin(resp *http.Response) bool {
	p, err := probeOf(resp)
	if err != nil {
		return false
	}
	return p.code() == "authentication.invalid_key" // want medipimcode/unknown
}

// Silent: the same closure, the catalog's code.
func probedSecret(resp *http.Response) bool {
	p, err := probeOf(resp)
	if err != nil {
		return false
	}
	return p.code() == "authentication.invalid_api_secret"
}

type lineProbe struct {
	status func() int
}

// Silent: the closure hands up the real status, read at the call.
func lineProbed(resp *http.Response) bool {
	var env envelope[detail]
	if err := (jsonCodec{}).Decode(resp.Body, &env); err != nil {
		return false
	}
	p := lineProbe{status: func() int { return env.Error.Status }}
	p.status = func() int { return resp.StatusCode }
	return p.status() == http.StatusNotFound
}

// Silent: the closure reads the field after the real status came into it.
func lateStamped(resp *http.Response) bool {
	var env envelope[detail]
	if err := (jsonCodec{}).Decode(resp.Body, &env); err != nil {
		return false
	}
	status := func() int { return env.Error.Status }
	env.Error.Status = resp.StatusCode
	return status() == http.StatusNotFound
}

// Reported: called on the spot, with the body's status in its hand.
func onTheSpot(resp *http.Response) bool {
	var env envelope[detail]
	if err := (jsonCodec{}).Decode(resp.Body, &env); err != nil {
		return false
	}
	return func(s int) bool { return s == 404 }(env.Error.Status) // want medipimstatus/branch
}

// Silent: called on the spot, with the real status in its hand.
func onTheSpotReal(resp *http.Response) bool {
	var env envelope[detail]
	if err := (jsonCodec{}).Decode(resp.Body, &env); err != nil {
		return false
	}
	println(env.Error.Status)
	return func(s int) bool { return s == 404 }(resp.StatusCode)
}
