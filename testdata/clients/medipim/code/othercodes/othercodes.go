// Package othercodes has codes that are not Medipim's error codes.
package othercodes

import (
	"encoding/json"
	"errors"
	"net/http"
)

// product has a code, and the answer a status in words.
type product struct {
	ID   string `json:"id"`
	Code string `json:"code"`
}

func lookup(resp *http.Response) (string, error) {
	if resp.StatusCode != http.StatusOK {
		return "", errors.New(resp.Status)
	}
	var body struct {
		Product product `json:"product"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return "", err
	}
	if body.Product.Code == "CNK_1234567" {
		return "", errors.New("withdrawn")
	}
	return body.Product.ID, nil
}

type violation struct {
	Field string `json:"field"`
	Code  string `json:"code"`
}

// The codes of violations are not documented, and not in the catalog.
func invalid(data []byte) error {
	var body struct {
		Error struct {
			Code       string      `json:"code"`
			Message    string      `json:"message"`
			Violations []violation `json:"violations"`
		} `json:"error"`
	}
	if err := json.Unmarshal(data, &body); err != nil {
		return err
	}
	for _, v := range body.Error.Violations {
		if v.Code == "too_long" {
			return errors.New("medipim: " + v.Field + " is too long")
		}
	}
	return errors.New(body.Error.Message)
}

// An exit code in a file of the program.
type state struct {
	Code string `json:"code"`
	Name string `json:"message"`
}

func resume(data []byte) (bool, error) {
	var s state
	if err := json.Unmarshal(data, &s); err != nil {
		return false, err
	}
	return s.Code == "interrupted", nil
}
