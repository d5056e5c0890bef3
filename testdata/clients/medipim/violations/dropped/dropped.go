// Package dropped tells a 422 apart, and does not say which fields failed.
package dropped

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errInvalid = errors.New("medipim: invalid")

func byStatus(resp *http.Response) error {
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return errInvalid
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

func byCase(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusBadRequest, http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return fmt.Errorf("medipim: the request is wrong: %s", resp.Status)
	}
	return errors.New(resp.Status)
}

func byCode(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Code == "validation_failed" { // want medipimviolations/dropped
		return fmt.Errorf("medipim: %s", env.Error.Message)
	}
	return errors.New(env.Error.Code)
}

func logged(resp *http.Response) error {
	if resp.StatusCode == 422 { // want medipimviolations/dropped
		log.Print("medipim: validation failed")
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

// valid speaks of it in the answer that is returned while the body is closed.
func valid(resp *http.Response) (ok bool, err error) {
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return false, errors.New("medipim: invalid")
	}
	if resp.StatusCode >= 300 {
		return false, errors.New(resp.Status)
	}
	return true, nil
}
