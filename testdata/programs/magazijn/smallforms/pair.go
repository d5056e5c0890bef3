package smallforms

import (
	"errors"
	"net/http"
)

// nested asks inside the 404 for the code of the 400.
func nested(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode == http.StatusNotFound {
		if env.Error.Code == "bad_request" { // want medipimpair/impossible
			return errOther
		}
		return errGone
	}
	return nil
}

// nestedKnown asks inside the 404 for a code of the 404.
func nestedKnown(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode == http.StatusNotFound {
		if env.Error.Code == "endpoint_not_found" {
			return errOther
		}
		return errGone
	}
	return nil
}

// both asks for a status and for a code of another.
func both(resp *http.Response) bool {
	env := read(resp)
	return resp.StatusCode == 401 && env.Error.Code == "not_authorized" // want medipimpair/impossible
}

// bothKnown asks for a status and for its code.
func bothKnown(resp *http.Response) bool {
	env := read(resp)
	return resp.StatusCode == 403 && env.Error.Code == "not_authorized"
}

// either asks for a status, or else for a code.
func either(resp *http.Response) bool {
	env := read(resp)
	return resp.StatusCode == 401 || env.Error.Code == "not_authorized"
}

// ranged asks among the server's statuses for a code of the client's.
func ranged(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode >= 500 {
		if env.Error.Code == "http_method_not_allowed" { // want medipimpair/impossible
			return errOther
		}
		return errGone
	}
	return nil
}

// rangedKnown asks among the client's statuses for a code of the client's.
func rangedKnown(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode >= 400 && resp.StatusCode < 500 {
		if env.Error.Code == "http_method_not_allowed" {
			return errOther
		}
		return errGone
	}
	return nil
}

// divided asks in the class of 5 for a code of the class of 4.
func divided(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode/100 == 5 {
		switch env.Error.Code {
		case "server_error":
			return errOther
		case "not_found": // want medipimpair/impossible
			return errGone
		}
	}
	return nil
}

// dividedKnown asks in the class of 4 for a code of the class of 4.
func dividedKnown(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode/100 == 4 {
		switch env.Error.Code {
		case "bad_request":
			return errOther
		case "not_found":
			return errGone
		}
	}
	return nil
}

// left asks after an early return for the code of the status that has left.
func left(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode == http.StatusForbidden {
		return errOther
	}
	if env.Error.Code == "not_authorized" { // want medipimpair/impossible
		return errGone
	}
	return nil
}

// leftKnown asks after an early return for the code of a status that is still there.
func leftKnown(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode == http.StatusForbidden {
		return errOther
	}
	if env.Error.Code == "authentication.api_key_not_found" {
		return errGone
	}
	return nil
}

// several covers two statuses, of which one fits.
func several(resp *http.Response) error {
	env := read(resp)
	switch resp.StatusCode {
	case 401, 403:
		if env.Error.Code == "not_authorized" {
			return errOther
		}
		return errors.New(env.Error.Code)
	case 404, 405:
		if env.Error.Code == "server_error" { // want medipimpair/impossible
			return errOther
		}
		return errGone
	}
	return nil
}

// passing notes the status without a return, so that the code's question stays open.
func passing(resp *http.Response, seen *[]int) error {
	env := read(resp)
	if resp.StatusCode == http.StatusForbidden {
		observe(seen, resp.StatusCode)
	}
	if env.Error.Code == "not_found" {
		return errGone
	}
	return nil
}

// inverted asks where the status is not 404 for the code of the 404.
func inverted(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode != http.StatusNotFound {
		if env.Error.Code == "not_found" { // want medipimpair/impossible
			return errGone
		}
	}
	return nil
}

// invertedKnown asks where the status is not 404 for the code of another.
func invertedKnown(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode != http.StatusNotFound {
		if env.Error.Code == "bad_request" {
			return errOther
		}
	}
	return nil
}
