package impossible

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

type refused struct {
	Status int
	Code   string
	Text   string
}

func (r *refused) Error() string { return fmt.Sprintf("%d %s: %s", r.Status, r.Code, r.Text) }

type refusal struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// The status and the bytes are handed over one beside the other.
func brand(hc *http.Client, req *http.Request) error {
	resp, err := hc.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode < 400 {
		return err
	}
	if resp.StatusCode < 500 {
		return ofNumbers(raw, resp.StatusCode)
	}
	return ofBytes(resp.StatusCode, raw)
}

func ofBytes(status int, raw []byte) error {
	var r refusal
	if err := json.Unmarshal(raw, &r); err != nil {
		return err
	}
	e := &refused{Status: status, Code: r.Error.Code, Text: r.Error.Message}
	switch {
	case status == http.StatusBadGateway && r.Error.Code == "server_error": // want medipimpair/impossible
		return nil
	case e.Status == http.StatusInternalServerError && e.Code == "server_error":
		return nil
	case e.Code == "not_found": // want medipimpair/impossible
		return nil
	}
	return e
}

func ofNumbers(raw []byte, status int) error {
	r := refusalOf(string(raw))
	if r == nil {
		return nil
	}
	switch status {
	case 401, 403:
		if r.Error.Code == "not_authorized" {
			return nil
		}
		if r.Error.Code == "endpoint_not_found" { // want medipimpair/impossible
			return nil
		}
	}
	if r.Error.Code == "server_error" { // want medipimpair/impossible
		return nil
	}
	return &refused{Status: status, Code: r.Error.Code}
}

func refusalOf(text string) *refusal {
	r := new(refusal)
	if json.Unmarshal([]byte(text), r) != nil {
		return nil
	}
	return r
}

// OfReader is for other packages: what stands beside the body is its status, by their names.
func OfReader(statusCode int, body io.Reader) error {
	var r refusal
	if err := json.NewDecoder(body).Decode(&r); err != nil {
		return err
	}
	if statusCode == http.StatusNotFound && r.Error.Code == "validation_failed" { // want medipimpair/impossible
		return nil
	}
	return &refused{Status: statusCode, Code: r.Error.Code}
}

// A condition that is denied asks for both where it denies either.
func deniedOf(resp *http.Response) bool {
	var r refusal
	if json.NewDecoder(resp.Body).Decode(&r) != nil {
		return false
	}
	return !(resp.StatusCode != 404 || r.Error.Code != "not_authorized") // want medipimpair/impossible
}
