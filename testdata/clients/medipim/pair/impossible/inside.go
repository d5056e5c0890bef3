package impossible

import (
	"encoding/json"
	"errors"
	"net/http"
)

// The status is asked inside the branch on the code, in a function that gets both.

var errLogin = errors.New("log in")

func readAll(resp *http.Response) error {
	var body codeBody
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if err := ofBoth(resp.StatusCode, body.Error.Code); err != nil {
		return err
	}
	return ofBody(resp.StatusCode, body)
}

func ofBoth(status int, code string) error {
	if code == "authentication.not_authenticated" { // want medipimpair/impossible
		if status == http.StatusForbidden {
			return errLogin
		}
	}
	if code == "not_authorized" { // it comes with 403
		if status == http.StatusForbidden {
			return errLogin
		}
	}
	return nil
}

func ofBody(status int, body codeBody) error {
	if body.Error.Code == "too_many_requests" { // want medipimpair/impossible
		if status == http.StatusServiceUnavailable {
			return errLogin
		}
	}
	if status == http.StatusForbidden && body.Error.Code == "not_found" { // want medipimpair/impossible
		return errLogin
	}
	return nil
}

func readMap(resp *http.Response) error {
	var m map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return err
	}
	return ofMap(resp.StatusCode, m)
}

func ofMap(status int, m map[string]any) error {
	e, ok := m["error"].(map[string]any)
	if !ok {
		return nil
	}
	code, _ := e["code"].(string)
	if code == "authentication.not_authenticated" { // want medipimpair/impossible
		if status == http.StatusForbidden {
			return errLogin
		}
	}
	if code == "not_authorized" {
		if status == http.StatusForbidden {
			return errLogin
		}
	}
	if status == http.StatusNotFound && code == "bad_request" { // want medipimpair/impossible
		return errLogin
	}
	return nil
}

// What stands on the right of || can ask for both.

func bothOnTheRight(resp *http.Response) bool {
	var body codeBody
	_ = json.NewDecoder(resp.Body).Decode(&body)
	return resp.StatusCode == http.StatusTooManyRequests ||
		resp.StatusCode == http.StatusNotFound && body.Error.Code == "server_error" // want medipimpair/impossible
}

func outside(resp *http.Response) bool {
	var body codeBody
	_ = json.NewDecoder(resp.Body).Decode(&body)
	if resp.StatusCode != http.StatusNotFound {
		return false
	}
	return body.Error.Message == "" || body.Error.Code == "server_error" // want medipimpair/impossible
}
