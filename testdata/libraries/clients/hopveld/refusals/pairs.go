package refusals

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	gojson "github.com/goccy/go-json"
)

// refused sends, and reads the error answer; a good one is not looked at here.
func refused(url string) (int, *envelope, error) {
	resp, err := again.Get(url)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode < 300 {
		return resp.StatusCode, new(envelope), err
	}
	env := new(envelope)
	return resp.StatusCode, env, gojson.Unmarshal(raw, env)
}

// Typo looks for a code under a status that it never comes with: reported on the code.
func Typo(url string) (string, error) {
	status, env, err := refused(url)
	if err != nil {
		return "", err
	}
	switch status {
	case http.StatusNotFound:
		if env.Error.Code == "http_method_not_allowed" { // want medipimpair/impossible
			return "wrong method", nil
		}
		if env.Error.Code == "endpoint_not_found" {
			return "wrong path", nil
		}
		return "no such product", nil
	case http.StatusOK:
		return "there", nil
	}
	return "", fmt.Errorf("typo: %d %s", status, env.Error.Code)
}

// Rights asks for both in one condition, and they exclude each other: reported on the code.
func Rights(resp *http.Response, env *envelope) error {
	if resp.StatusCode == http.StatusUnauthorized && env.Error.Code == "not_authorized" { // want medipimpair/impossible
		return errors.New("ask for the permission")
	}
	if resp.StatusCode == http.StatusForbidden && env.Error.Code == "not_authorized" {
		return errors.New("ask for the permission")
	}
	return nil
}

// Either asks for the code only where the status is another: silent, the left side leaves it open.
func Either(resp *http.Response, env *envelope) bool {
	return resp.StatusCode == http.StatusUnauthorized || env.Error.Code == "not_authorized"
}

// Late has sent every status below 500 away before it asks for a code of 403: reported on the code.
func Late(resp *http.Response, env *envelope) string {
	if resp.StatusCode < http.StatusInternalServerError {
		return resp.Status
	}
	if env.Error.Code == "not_authorized" { // want medipimpair/impossible
		return "no permission"
	}
	return env.Error.Code
}

// Several covers two statuses and the code fits one of them: silent.
func Several(resp *http.Response, env *envelope) string {
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		if env.Error.Code == "not_authorized" {
			return "no permission"
		}
		return "no key"
	}
	return env.Error.Code
}
