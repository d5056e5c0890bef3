package pairdesk

import (
	"bufio"
	"encoding/json"
	"errors"
	"net/http"
)

const host = "https://api.sandbox.medipim.be"

// Host says which side the desk talks to, nothing to report.
func Host() string { return host }

type body struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// code decodes the envelope, nothing to report.
func code(resp *http.Response) string {
	var b body
	_ = json.NewDecoder(resp.Body).Decode(&b)
	return b.Error.Code
}

// inCase asks under one status for another's code, reported; and for its own, silent.
func inCase(resp *http.Response) error {
	switch c := code(resp); resp.StatusCode {
	case http.StatusNotFound:
		if c == "bad_request" { // want medipimpair/impossible
			return errors.New("request")
		}
		if c == "endpoint_not_found" {
			return errors.New("bug")
		}
	case http.StatusUnauthorized:
		switch c {
		case "not_authorized": // want medipimpair/impossible
			return errors.New("rights")
		case "authentication.api_key_not_found":
			return errors.New("key")
		}
	}
	return nil
}

// both asks for a status and a code that never come together, reported.
func both(resp *http.Response) bool {
	c := code(resp)
	return resp.StatusCode == 403 && c == "authentication.api_key_is_not_active" // want medipimpair/impossible
}

// bothRight asks for a status and a code that come together, silent.
func bothRight(resp *http.Response) bool {
	c := code(resp)
	return resp.StatusCode == 401 && c == "authentication.api_key_is_not_active"
}

// upper asks for a code of the 4xx above 500, reported.
func upper(resp *http.Response) string {
	if resp.StatusCode >= 500 {
		if c := code(resp); c == "not_found" { // want medipimpair/impossible
			return "missing"
		}
		return "theirs"
	}
	return ""
}

// class asks for the 5xx's code among the 4xx, reported.
func class(resp *http.Response) string {
	c := code(resp)
	if resp.StatusCode/100 == 4 && c == "server_error" { // want medipimpair/impossible
		return "theirs"
	}
	if resp.StatusCode/100 == 5 && c == "server_error" {
		return "theirs indeed"
	}
	return c
}

// after asks for a code whose status has already returned, reported.
func after(resp *http.Response) error {
	if resp.StatusCode == 404 {
		return errors.New("missing")
	}
	if code(resp) == "endpoint_not_found" { // want medipimpair/impossible
		return errors.New("bug")
	}
	return nil
}

// afterOther asks for a code whose status has not returned, silent.
func afterOther(resp *http.Response) error {
	if resp.StatusCode == 404 {
		return errors.New("missing")
	}
	if code(resp) == "bad_request" {
		return errors.New("request")
	}
	return nil
}

// only goes on under one status alone and asks for another's code, reported.
func only(resp *http.Response) error {
	if resp.StatusCode != http.StatusForbidden {
		return nil
	}
	switch code(resp) {
	case "authentication.invalid_api_secret": // want medipimpair/impossible
		return errors.New("secret")
	case "not_authorized":
		return errors.New("rights")
	}
	return errors.New("other")
}

// several covers two statuses, only the code that fits neither is reported.
func several(resp *http.Response) string {
	switch resp.StatusCode {
	case 401, 403:
		switch code(resp) {
		case "not_authorized":
			return "rights"
		case "authentication.not_authenticated":
			return "key"
		case "http_method_not_allowed": // want medipimpair/impossible
			return "bug"
		}
	}
	return ""
}

// tagless joins status and code in the cases of a switch without a tag, the wrong one is reported.
func tagless(resp *http.Response) string {
	c := code(resp)
	switch {
	case resp.StatusCode == 405 && c == "http_method_not_allowed":
		return "bug"
	case resp.StatusCode == 405 && c == "not_found": // want medipimpair/impossible
		return "missing"
	}
	return c
}

// unlike asks whether the code is another than one that the status never has, reported.
func unlike(resp *http.Response) bool {
	if resp.StatusCode == http.StatusBadRequest {
		return code(resp) != "not_found" // want medipimpair/impossible
	}
	return false
}

// open knows nothing of the status, silent.
func open(resp *http.Response) bool { return code(resp) == "server_error" }

// wide covers every error, silent.
func wide(resp *http.Response) bool {
	if resp.StatusCode >= 400 {
		return code(resp) == "http_method_not_allowed"
	}
	return false
}

// or tests the status on the left and the code on the right of an or, silent.
func or(resp *http.Response) bool {
	c := code(resp)
	return resp.StatusCode == 404 || c == "not_authorized"
}

// lines reads a stream's lines, which the response's status does not cover, silent.
func lines(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
		var l struct {
			Result json.RawMessage `json:"result"`
			Error  *struct {
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
		}
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return err
		}
		if l.Error != nil && l.Error.Code == "server_error" {
			return errors.New("broke off")
		}
	}
	return nil
}

// ranged fixes a range that the code's status lies in, silent.
func ranged(resp *http.Response) bool {
	if s := resp.StatusCode; s >= 400 && s <= 404 {
		return code(resp) == "endpoint_not_found"
	}
	return false
}

// otherwise excludes one status and asks for a code of the rest, silent.
func otherwise(resp *http.Response) bool {
	if resp.StatusCode == 401 {
		return false
	} else {
		return code(resp) == "not_authorized"
	}
}
