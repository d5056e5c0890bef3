// Package stream reads JSON Lines of api.medipim.be and puts them on a channel.
package stream

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// MedipimLine is one line; Error is set where the server broke off.
type MedipimLine struct {
	Meta   json.RawMessage `json:"meta"`
	Result json.RawMessage `json:"result"`
	Error  *LineError      `json:"error"`
}

// LineError has no response of its own.
type LineError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Errors of the stream.
var (
	ErrBroken = errors.New("stream broken")
	ErrKey    = errors.New("key")
	ErrPath   = errors.New("path")
)

// MedipimOpener opens streams.
type MedipimOpener struct {
	Base string
	User string
	Pass string
	HTTP *http.Client
}

// open goes back to its start while the throttle says so.
func (o *MedipimOpener) open(ctx context.Context, query []byte) (*http.Response, error) {
	tries := 0
again:
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, o.Base+"/v4/products/stream", bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(o.User, o.Pass)
	resp, err := o.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests && tries < 5 {
		resp.Body.Close()
		tries++
		time.Sleep(time.Duration(tries) * 5 * time.Second)
		goto again
	}
	return resp, nil
}

// Run compares the status of lines, after the response was found to be a 200.
func (o *MedipimOpener) Run(ctx context.Context, query []byte, out chan<- MedipimLine) error {
	defer close(out)
	resp, err := o.open(ctx, query)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	if resp.StatusCode != http.StatusOK {
		return openError(resp)
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var l MedipimLine
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return err
		}
		if l.Error != nil {
			if l.Error.Status >= 500 {
				return ErrBroken
			}
			if l.Error.Code == "authentication.api_key_is_not_active" {
				return ErrKey
			}
			return fmt.Errorf("line: %s", l.Error.Message)
		}
		select {
		case out <- l:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return sc.Err()
}

type medipimRefusal struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

// OpenError is a refusal before the first line.
type OpenError struct {
	MedipimStatus int
	HTTPStatus    int
	Code          string
	Violations    json.RawMessage
}

// Error formats.
func (e *OpenError) Error() string { return fmt.Sprintf("open: %d %s", e.HTTPStatus, e.Code) }

// openError reads the whole refusal of a stream that did not open, and compares the body's number.
func openError(resp *http.Response) error {
	var r medipimRefusal
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return fmt.Errorf("open: %s", resp.Status)
	}
	if r.Error.Status == http.StatusUnauthorized { // want medipimstatus/branch
		return ErrKey
	}
	if resp.StatusCode == http.StatusUnauthorized {
		return ErrKey
	}
	if resp.StatusCode == http.StatusNotFound {
		switch r.Error.Code {
		case "endpoint_not_found":
			return ErrPath
		case "server_error": // want medipimpair/impossible
			return ErrBroken
		}
		return ErrPath
	}
	return &OpenError{
		MedipimStatus: r.Error.Status,
		HTTPStatus:    resp.StatusCode,
		Code:          r.Error.Code,
		Violations:    r.Violations,
	}
}
