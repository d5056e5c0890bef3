// Package medipimlines reads streams.
package medipimlines

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
)

type line struct {
	Meta   json.RawMessage `json:"meta"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type apology struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errStop = errors.New("stream stopped")

// The response was 200, so a line's number is the only one there is.
func each(resp *http.Response, f func(json.RawMessage) error) error {
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("stream: %s", resp.Status)
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return err
		}
		if l.Error != nil {
			if l.Error.Status == 404 {
				continue
			}
			return errStop
		}
		if err := f(l.Result); err != nil {
			return err
		}
	}
	return sc.Err()
}

// The iterator starts once the response was found to be 200.
func All(resp *http.Response) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		if resp.StatusCode != 200 {
			yield(nil, fmt.Errorf("stream: %s", resp.Status))
			return
		}
		dec := json.NewDecoder(resp.Body)
		for {
			var l line
			err := dec.Decode(&l)
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil && l.Error != nil && l.Error.Status >= 500 {
				err = errStop
			}
			if !yield(l.Result, err) {
				return
			}
		}
	}
}

// Before the lines comes the whole answer's own failure, and there the body's number is asked.
func open(resp *http.Response) (*bufio.Scanner, error) {
	if resp.StatusCode >= 400 {
		var a apology
		if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
			return nil, err
		}
		if a.Error.Status == 403 { // want medipimstatus/branch
			return nil, errors.New("no permission for streams")
		}
		return nil, errors.New(a.Error.Message)
	}
	return bufio.NewScanner(resp.Body), nil
}

// Before the lines comes the whole answer's own failure, and the line's number is asked.
func openLine(resp *http.Response) (*bufio.Scanner, error) {
	if resp.StatusCode >= 400 {
		var a apology
		if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
			return nil, err
		}
		if resp.StatusCode == 403 {
			return nil, errors.New("no permission for streams")
		}
		return nil, errors.New(a.Error.Message)
	}
	return bufio.NewScanner(resp.Body), nil
}

// The failures of many answers are handed out one by one.
func failures(bodies [][]byte) iter.Seq[apology] {
	return func(yield func(apology) bool) {
		for _, b := range bodies {
			var a apology
			if json.Unmarshal(b, &a) == nil && !yield(a) {
				return
			}
		}
	}
}

// The range's variable is the whole answer's failure.
func countServer(bodies [][]byte) (n int) {
	for a := range failures(bodies) {
		if a.Error.Status > 499 { // want medipimstatus/branch
			n++
		}
	}
	return n
}

// The range's variable gives its code.
func countServerByCode(bodies [][]byte) (n int) {
	for a := range failures(bodies) {
		if a.Error.Code == "server_error" {
			n++
		}
	}
	return n
}

// The range's variable gives a code from elsewhere.
func countOverload(bodies [][]byte) (n int) {
	for a := range failures(bodies) {
		if a.Error.Code == "service_unavailable" { // want medipimcode/unknown
			n++
		}
	}
	return n
}

// A line's code does not go with the 200 of the response, and need not.
func lineCodes(resp *http.Response) (absent int, err error) {
	if resp.StatusCode != 200 {
		return 0, fmt.Errorf("stream: %s", resp.Status)
	}
	for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return absent, err
		}
		if l.Error != nil && l.Error.Code == "not_found" {
			absent++
		}
	}
	return absent, nil
}

// A line's sentence is a sentence all the same.
func lineWords(resp *http.Response) (n int, err error) {
	if resp.StatusCode != 200 {
		return 0, fmt.Errorf("stream: %s", resp.Status)
	}
	for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return n, err
		}
		if l.Error != nil && l.Error.Message == "Internal error" { // want medipimmessage/text
			n++
		}
	}
	return n, nil
}

var _ = []any{each, open, openLine, countServer, countServerByCode, countOverload, lineCodes, lineWords}
