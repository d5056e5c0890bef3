package medipimpairs

import (
	"net/http"
)

// Reported: a switch on the code inside a test of the status.
func nestedSwitch(resp *http.Response) error {
	status := resp.StatusCode
	if status == http.StatusUnauthorized {
		switch codeOf(resp) {
		case "authentication.api_key_not_found":
			return errMissing
		case "server_error": // want medipimpair/impossible
			return errOther
		}
	}
	return nil
}

// Reported: the else of a 404.
func inElse(resp *http.Response) error {
	if resp.StatusCode == http.StatusNotFound {
		return errMissing
	} else if codeOf(resp) == "endpoint_not_found" { // want medipimpair/impossible
		return errOther
	}
	return nil
}

// Silent: the else of a 403.
func inOtherElse(resp *http.Response) error {
	if resp.StatusCode == http.StatusForbidden {
		return errDenied
	} else if codeOf(resp) == "endpoint_not_found" {
		return errOther
	}
	return nil
}

// Reported: everything but the 500s.
func inNot(resp *http.Response) bool {
	return resp.StatusCode != http.StatusInternalServerError && codeOf(resp) == "server_error" // want medipimpair/impossible
}

// Silent: everything but the 404s.
func inNotRight(resp *http.Response) bool {
	return resp.StatusCode != http.StatusNotFound && codeOf(resp) == "server_error"
}

// Reported: the default of a switch that has a case for 403.
func inDefault(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusForbidden:
		return errDenied
	default:
		if codeOf(resp) == "not_authorized" { // want medipimpair/impossible
			return errDenied
		}
	}
	return nil
}

// Silent: several statuses in the case, and one fits.
func inSeveral(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusNotFound, http.StatusForbidden:
		if codeOf(resp) == "not_authorized" {
			return errDenied
		}
		return errMissing
	}
	return nil
}

// Reported: several statuses in the case, and none fits.
func inSeveralWrong(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		if codeOf(resp) == "bad_request" { // want medipimpair/impossible
			return errOther
		}
		return errMissing
	}
	return nil
}

// Silent: the status of the first answer, the code of the second.
func twoAnswers(first, second *http.Response) bool {
	return first.StatusCode == http.StatusForbidden && codeOf(second) == "not_found"
}

// Silent: the variable has the second answer by then.
func reassigned(first, second *http.Response) error {
	resp := first
	if resp.StatusCode == http.StatusForbidden {
		resp = second
		if codeOf(resp) == "not_found" {
			return errMissing
		}
	}
	return nil
}

type line struct {
	status int
	code   string
}

// Reported: the fields have the real status and the code of one answer.
func inFields(resp *http.Response) bool {
	l := line{resp.StatusCode, codeOf(resp)}
	return l.status == 404 && l.code == "http_method_not_allowed" // want medipimpair/impossible
}

// Silent: the fields fit.
func inFieldsRight(resp *http.Response) bool {
	l := line{resp.StatusCode, codeOf(resp)}
	return l.status == 405 && l.code == "http_method_not_allowed"
}

// Reported: an error code under a success.
func inSuccess(resp *http.Response) bool {
	return resp.StatusCode < 400 && codeOf(resp) == "not_found" // want medipimpair/impossible
}
