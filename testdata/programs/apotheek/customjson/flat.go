package customjson

import (
	"encoding/json"
	"net/http"
)

type apiError struct {
	Status  int
	Code    string
	Message string
	Line    int
}

// UnmarshalJSON is silent: it flattens the envelope.
func (e *apiError) UnmarshalJSON(b []byte) error {
	var w struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	e.Status, e.Code, e.Message = w.Error.Status, w.Error.Code, w.Error.Message
	return nil
}

// Reported: the flattened field.
func flatMissing(resp *http.Response) error {
	var e apiError
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	if e.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Silent: the field beside it, which the flattening leaves alone.
func lineMissing(resp *http.Response) error {
	e := apiError{Line: resp.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	if e.Line == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Reported: set in the literal, and overwritten by the decode.
func flatOrder(resp *http.Response) error {
	e := apiError{Status: resp.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	if e.Status == http.StatusNotFound { // want medipimstatus/order
		return errMissing
	}
	return nil
}

// Silent: set after the decode.
func flatAfter(resp *http.Response) error {
	var e apiError
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	e.Status = resp.StatusCode
	if e.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Reported: the flattened message is searched.
func flatText(resp *http.Response) bool {
	var e apiError
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return false
	}
	return e.Message == "API key not found" // want medipimmessage/text
}
