// Package scanned reads the status out of text.
package scanned

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type envelope struct {
	Error struct {
		Status  json.Number `json:"status"`
		Code    string      `json:"code"`
		Message string      `json:"message"`
	} `json:"error"`
}

var errMissing = errors.New("missing")

func scanned(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	var status int
	if _, err := fmt.Sscan(env.Error.Status.String(), &status); err != nil {
		return err
	}
	if status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return fmt.Errorf("code %s", env.Error.Code)
}

func scannedF(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	var status int
	fmt.Sscanf(string(env.Error.Status), "%d", &status)
	switch status { // want medipimstatus/branch
	case 404:
		return errMissing
	}
	return fmt.Errorf("code %s", env.Error.Code)
}

type textual struct {
	Error struct {
		Status string `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func scannedReader(b []byte) (bool, error) {
	var t textual
	if err := json.Unmarshal(b, &t); err != nil {
		return false, err
	}
	var n int
	if _, err := fmt.Fscan(strings.NewReader(t.Error.Status), &n); err != nil {
		return false, err
	}
	return n >= 500, nil // want medipimstatus/branch
}

// statusLine reads the real status line's number.
func statusLine(resp *http.Response) error {
	defer resp.Body.Close()
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	var status int
	if _, err := fmt.Sscan(resp.Status, &status); err != nil {
		return err
	}
	if status == http.StatusNotFound {
		return errMissing
	}
	return fmt.Errorf("code %s", env.Error.Code)
}

// logged scans for a log line.
func logged(resp *http.Response, w io.Writer) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	var status int
	if _, err := fmt.Sscan(env.Error.Status.String(), &status); err != nil {
		return err
	}
	fmt.Fprintf(w, "status %03d", status)
	return fmt.Errorf("code %s", env.Error.Code)
}

// message finds the number in the message.
func message(b []byte) (bool, error) {
	var env envelope
	if err := json.Unmarshal(b, &env); err != nil {
		return false, err
	}
	var page int
	if _, err := fmt.Sscanf(env.Error.Code, "page_%d", &page); err != nil {
		return false, nil
	}
	return page > 3, nil
}
