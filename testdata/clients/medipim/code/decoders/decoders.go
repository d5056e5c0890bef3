// Package decoders reads the code out of every form of the body.
package decoders

import (
	"encoding/json"
	"errors"
	"net/http"
)

func fromMap(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var body map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	inner, _ := body["error"].(map[string]any)
	if inner["code"] == "notfound" { // want medipimcode/unknown
		return nil
	}
	if code, _ := inner["code"].(string); code == "not_found" {
		return nil
	}
	return errors.New(resp.Status)
}

type inner struct {
	Code   *string `json:"code"`
	Status int     `json:"status"`
}

func fromPointer(resp *http.Response) error {
	var body struct{ Error *inner }
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Error != nil && body.Error.Code != nil && *body.Error.Code == "not_exist" { // want medipimcode/unknown
		return nil
	}
	return errors.New("medipim: error")
}

func fromRaw(resp *http.Response) error {
	var body struct {
		Error json.RawMessage `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	var e struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	if err := json.Unmarshal(body.Error, &e); err != nil {
		return err
	}
	if e.Code == "bad_requests" { // want medipimcode/unknown
		return errors.New("medipim: " + e.Message)
	}
	return errors.New(e.Code)
}

// A client that rightly leaves the status out still has a code.
func withoutStatus(resp *http.Response) error {
	var body struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Error.Code == "badrequest" { // want medipimcode/unknown
		return errors.New("medipim: " + body.Error.Message)
	}
	return errors.New(body.Error.Code)
}

// A code alone is too little to know the envelope by.
func codeAlone(data []byte) error {
	var body struct {
		Error struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	if err := json.Unmarshal(data, &body); err != nil {
		return err
	}
	if body.Error.Code == "E_ACCESS" {
		return errors.New("refused")
	}
	return nil
}
