package customjson

import (
	"encoding/json"
	"net/http"
)

type rawEnvelope struct {
	Error json.RawMessage `json:"error"`
}

type rawInner struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Reported: the inner struct by itself, from a raw message.
func rawMissing(body []byte) error {
	var outer rawEnvelope
	if err := json.Unmarshal(body, &outer); err != nil {
		return err
	}
	var in rawInner
	if err := json.Unmarshal(outer.Error, &in); err != nil {
		return err
	}
	if in.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Reported: set in the literal, then the raw message is decoded over it.
func rawOrder(resp *http.Response) error {
	var outer rawEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&outer); err != nil {
		return err
	}
	in := &rawInner{Status: resp.StatusCode}
	if err := json.Unmarshal(outer.Error, in); err != nil {
		return err
	}
	if in.Status == http.StatusNotFound { // want medipimstatus/order
		return errMissing
	}
	return nil
}

// Silent: decoded first, and set after.
func rawAfter(resp *http.Response) error {
	var outer rawEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&outer); err != nil {
		return err
	}
	in := new(rawInner)
	if err := json.Unmarshal(outer.Error, in); err != nil {
		return err
	}
	in.Status = resp.StatusCode
	if in.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}
