package resend

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

type failure struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// ByCode repeats on the code for a server error and on no other.
func ByCode(query []byte) (json.RawMessage, error) {
	for i := range 5 {
		resp, err := client.Post(endpoint+"products/query", "application/json", bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 {
			return raw, nil
		}
		var f failure
		if err := json.Unmarshal(raw, &f); err != nil {
			return nil, err
		}
		if f.Error.Code == "server_error" { // want medipimretry/incomplete
			time.Sleep(time.Duration(i+1) * time.Second)
			continue
		}
		return nil, fmt.Errorf("%s: %s", resp.Status, raw)
	}
	return nil, fmt.Errorf("no luck")
}

// ByBothCodes repeats on the code for a server error and on the code for throttling.
func ByBothCodes(query []byte) (json.RawMessage, error) {
	for i := range 5 {
		resp, err := client.Post(endpoint+"products/query", "application/json", bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 {
			return raw, nil
		}
		var f failure
		if err := json.Unmarshal(raw, &f); err != nil {
			return nil, err
		}
		if f.Error.Code == "server_error" || f.Error.Code == "too_many_requests" {
			time.Sleep(time.Duration(i+1) * time.Second)
			continue
		}
		return nil, fmt.Errorf("%s: %s", resp.Status, raw)
	}
	return nil, fmt.Errorf("no luck")
}

// ByEveryError has a loop around a closure-like helper whose error covers every status but 2xx.
func ByEveryError(id string) (d *Doc, err error) {
	for i := range 4 {
		if i > 0 {
			time.Sleep(time.Second << i)
		}
		var resp *http.Response
		if resp, err = client.Get(endpoint + "docs/" + id); err != nil {
			continue
		}
		if d, err = parse(resp); err == nil {
			return d, nil
		}
	}
	return nil, err
}
