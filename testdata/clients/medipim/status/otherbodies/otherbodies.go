// Package otherbodies decodes things that look like the error envelope, and are not Medipim's.
package otherbodies

import (
	"encoding/json"
	"errors"
	"net/http"
)

// job is data of the API: a status and a code of its own.
type job struct {
	ID     string `json:"id"`
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func finished(resp *http.Response) (bool, error) {
	if resp.StatusCode != http.StatusOK {
		return false, errors.New(resp.Status)
	}
	var j job
	if err := json.NewDecoder(resp.Body).Decode(&j); err != nil {
		return false, err
	}
	return j.Status == 3 && j.Code == "DONE", nil
}

// A status that is a word, with a number for a code, is another vendor's error.
type rpcError struct {
	Error struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
		Status  string `json:"status"`
	} `json:"error"`
}

func rpc(data []byte) error {
	var body rpcError
	if err := json.Unmarshal(data, &body); err != nil {
		return err
	}
	if body.Error.Status == "NOT_FOUND" || body.Error.Code == 404 {
		return nil
	}
	return errors.New(body.Error.Message)
}

// An error that is a string has no status of its own.
type oauthError struct {
	Error       string `json:"error"`
	Description string `json:"error_description"`
	Status      int    `json:"status"`
}

func oauth(data []byte) error {
	var body oauthError
	if err := json.Unmarshal(data, &body); err != nil {
		return err
	}
	if body.Error == "invalid_grant" && body.Status == 400 {
		return errors.New("log in again")
	}
	return errors.New(body.Description)
}

// A file of settings, not a response.
type settings struct {
	Error struct {
		Status int    `json:"status"`
		Page   string `json:"page"`
	} `json:"error"`
}

func errorPage(data []byte) (string, error) {
	var s settings
	if err := json.Unmarshal(data, &s); err != nil {
		return "", err
	}
	if s.Error.Status == 404 {
		return "missing.html", nil
	}
	return s.Error.Page, nil
}
