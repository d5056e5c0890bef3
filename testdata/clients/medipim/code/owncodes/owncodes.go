// Package owncodes has codes that the program made itself, next to Medipim's.
package owncodes

import (
	"encoding/json"
	"errors"
	"net/http"
)

type envelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// A name for each HTTP status, in words of this program.
func classify(resp *http.Response) error {
	code := "ok"
	switch {
	case resp.StatusCode == http.StatusUnauthorized, resp.StatusCode == http.StatusForbidden:
		code = "refused"
	case resp.StatusCode >= 500:
		code = "down"
	}
	if code == "refused" || code == "down" {
		return errors.New("medipim: " + code)
	}
	return nil
}

// The program fills a gap, and may ask for what it filled in.
func filled(resp *http.Response) error {
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	code := env.Error.Code
	if code == "" {
		code = "unknown"
	}
	switch code {
	case "unknown":
		return errors.New("medipim: no code")
	case "not_found":
		return errors.New("medipim: gone")
	}
	return errors.New(env.Error.Message)
}

// The same gap, and a string that nobody filled in.
func filledOtherwise(resp *http.Response) error {
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	if env.Error.Code == "" {
		env.Error.Code = "unknown"
	}
	switch env.Error.Code {
	case "unknown":
		return errors.New("medipim: no code")
	case "none": // want medipimcode/unknown
		return errors.New("medipim: no code")
	}
	return errors.New(env.Error.Message)
}

type problem struct {
	Kind string
	Code string
}

// Kind is the program's own, although it is set beside the code.
func inspect(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	p := problem{Kind: "remote", Code: env.Error.Code}
	if resp.StatusCode >= 500 {
		p.Kind = "outage"
	}
	if p.Kind == "outage" {
		return errors.New("medipim is down: " + p.Code)
	}
	return errors.New(p.Code)
}

func fetch(resp *http.Response) string {
	if resp == nil {
		return "network_failure"
	}
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return "malformed_body"
	}
	return env.Error.Code
}

// What a function returns of its own is among what its result is compared with.
func result(resp *http.Response) error {
	switch fetch(resp) {
	case "network_failure", "malformed_body":
		return errors.New("medipim: no answer")
	case "not_found":
		return nil
	case "network_error": // want medipimcode/unknown
		return errors.New("medipim: no answer")
	}
	return errors.New("medipim: error")
}
