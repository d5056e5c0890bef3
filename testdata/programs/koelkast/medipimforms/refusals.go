package medipimforms

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
)

// RefusedByIf has two words for 422.
func RefusedByIf(resp *http.Response) error {
	if resp.StatusCode == 422 { // want medipimviolations/dropped
		return errors.New("not valid")
	}
	return check(resp)
}

// RefusedWithBody has the whole body.
func RefusedWithBody(resp *http.Response) error {
	if resp.StatusCode == 422 {
		body, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("not valid: %s", body)
	}
	return check(resp)
}

// RefusedByCase has only the message of a 422.
func RefusedByCase(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusNotFound:
		return errors.New("not there")
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		var f briefFailure
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			return err
		}
		return errors.New(f.Error.Message)
	}
	return check(resp)
}

// RefusedByCaseInFull has the violations of a 422.
func RefusedByCaseInFull(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusNotFound:
		return errors.New("not there")
	case http.StatusUnprocessableEntity:
		var f failure
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			return err
		}
		return fmt.Errorf("%s: %s", f.Error.Message, f.Error.Violations)
	}
	return check(resp)
}

// RefusedByCode tests the code and drops the rest.
func RefusedByCode(body []byte) error {
	var f briefFailure
	if err := json.Unmarshal(body, &f); err != nil {
		return err
	}
	if f.Error.Code == "validation_failed" { // want medipimviolations/dropped
		return fmt.Errorf("not valid: %s", f.Error.Message)
	}
	return errors.New(f.Error.Message)
}

// RefusedByCodeInFull tests the code and keeps the body.
func RefusedByCodeInFull(body []byte) error {
	var f briefFailure
	if err := json.Unmarshal(body, &f); err != nil {
		return err
	}
	if f.Error.Code == "validation_failed" {
		return fmt.Errorf("not valid: %s", body)
	}
	return errors.New(f.Error.Message)
}

// RefusedInLog logs that something was not valid, and not what.
func RefusedInLog(resp *http.Response, name string) bool {
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		log.Printf("%s is not valid", name)
		return false
	}
	return resp.StatusCode < 300
}

// refusal holds the response itself.
type refusal struct {
	resp *http.Response
}

// Error only formats.
func (r *refusal) Error() string { return r.resp.Status }

// RefusedWithResponse hands the response on.
func RefusedWithResponse(resp *http.Response) error {
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return &refusal{resp: resp}
	}
	return check(resp)
}

// RefusedWithList puts the violations beside the envelope.
func RefusedWithList(resp *http.Response) ([]json.RawMessage, error) {
	if resp.StatusCode == http.StatusUnprocessableEntity {
		var body struct {
			Violations []json.RawMessage `json:"violations"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
			return nil, err
		}
		return body.Violations, errors.New("not valid")
	}
	return nil, check(resp)
}

// Forbidden is about a status without violations.
func Forbidden(resp *http.Response) error {
	if resp.StatusCode == http.StatusForbidden {
		return errors.New("not allowed")
	}
	return check(resp)
}
