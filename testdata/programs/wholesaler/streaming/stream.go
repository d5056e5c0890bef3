// Package streaming reads JSON Lines.
package streaming

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
)

type medipimLineError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type medipimLine struct {
	Result json.RawMessage   `json:"result"`
	Error  *medipimLineError `json:"error"`
}

var errLineMissing = errors.New("line: missing")

// The response was found to be 200, and a line has no status but its own.
func Lines(resp *http.Response) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		if resp.StatusCode != http.StatusOK {
			yield(nil, fmt.Errorf("stream: status %d", resp.StatusCode))
			return
		}
		for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
			var line medipimLine
			if err := json.Unmarshal(sc.Bytes(), &line); err != nil {
				yield(nil, err)
				return
			}
			if line.Error != nil && line.Error.Status == http.StatusNotFound {
				if !yield(nil, errLineMissing) {
					return
				}
				continue
			}
			if !yield(line.Result, nil) {
				return
			}
		}
	}
}

// The lines of a 200 stream have codes, and codes must exist.
func CountMissing(resp *http.Response) (int, error) {
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("stream: status %d", resp.StatusCode)
	}
	n := 0
	for dec := json.NewDecoder(resp.Body); dec.More(); {
		var line medipimLine
		if err := dec.Decode(&line); err != nil {
			return n, err
		}
		if line.Error == nil {
			continue
		}
		switch line.Error.Code {
		case "not_found", "server_error":
			n++
		case "product_missing": // want medipimcode/unknown
			n++
		}
	}
	return n, nil
}
