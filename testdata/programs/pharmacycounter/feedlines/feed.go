package feedlines

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Root is the Australian host.
const Root = "https://api.au.medipim.com/v4/products/stream"

type row struct {
	Meta   json.RawMessage `json:"meta"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type refusal struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// Rows reads the lines of a stream that was found to be 200, where the body's status is the only one, silent.
func Rows(resp *http.Response, take func(json.RawMessage) error) error {
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("stream: %s", resp.Status)
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var r row
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			return err
		}
		if r.Error != nil && r.Error.Status == 404 {
			continue
		}
		if r.Error != nil {
			switch r.Error.Status {
			case 500:
				return errors.New("stream broke off")
			}
			return errors.New(r.Error.Code)
		}
		if err := take(r.Result); err != nil {
			return err
		}
	}
	return sc.Err()
}

// Decoded reads the lines with a decoder after the response was found to be 200, silent.
func Decoded(resp *http.Response) (n int, err error) {
	if resp.StatusCode != 200 {
		return 0, fmt.Errorf("stream: %s", resp.Status)
	}
	dec := json.NewDecoder(resp.Body)
	for {
		var r row
		switch err := dec.Decode(&r); {
		case errors.Is(err, io.EOF):
			return n, nil
		case err != nil:
			return n, err
		}
		if r.Error != nil && r.Error.Status >= 500 {
			return n, errors.New(r.Error.Message)
		}
		if r.Error != nil && r.Error.Code == "server_error" {
			return n, errors.New("server")
		}
		n++
	}
}

// Refused reads the answer to a stream that was refused, which has a status of its own, so it is reported.
func Refused(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	var f refusal
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return errors.New(resp.Status)
	}
	if f.Error.Status == 401 { // want medipimstatus/branch
		return errors.New("key")
	}
	if f.Error.Code == "authentication.key_inactive" { // want medipimcode/unknown
		return errors.New("ask the vendor")
	}
	return errors.New(f.Error.Code)
}

// LineCode looks for a misspelt code in a stream's line, which is reported as anywhere.
func LineCode(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("stream: %s", resp.Status)
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var r row
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			return err
		}
		if r.Error != nil && r.Error.Code == "servererror" { // want medipimcode/unknown
			return errors.New("stream broke off")
		}
	}
	return sc.Err()
}
