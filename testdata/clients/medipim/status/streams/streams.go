// Package streams reads JSON Lines. A line has no HTTP status of its own: there the body's is all there is.
package streams

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type line struct {
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func afterOK(resp *http.Response, each func(json.RawMessage)) error {
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	dec := json.NewDecoder(resp.Body)
	for {
		var l line
		if err := dec.Decode(&l); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if l.Error != nil {
			if l.Error.Status >= 500 {
				return fmt.Errorf("medipim broke off: %s", l.Error.Code)
			}
			continue
		}
		each(l.Result)
	}
}

func scanned(resp *http.Response, each func(json.RawMessage)) error {
	switch resp.StatusCode {
	case http.StatusNoContent:
		return nil
	case http.StatusOK:
	default:
		return errors.New(resp.Status)
	}
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return err
		}
		if l.Error != nil && l.Error.Status == 500 {
			return errors.New(l.Error.Code)
		}
		each(l.Result)
	}
	return lines.Err()
}

// One body, not lines, of an answer that is no success: the HTTP status is there.
func rejected(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	var body struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Error.Status == 500 { // want medipimstatus/branch
		return errors.New("medipim is down")
	}
	return errors.New(resp.Status)
}
