// Package nightsync copies the catalogue at night.
//
//medipimlint:client
package nightsync

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

var (
	base = os.Getenv("CATALOG_URL")
	cl   = &http.Client{Timeout: 30 * time.Second}
)

type fault struct {
	Error struct {
		Status  int
		Code    string
		Message string
	}
}

// pull would be a right retry but for reading the body's status, reported as that and nothing else.
func pull(id string) (map[string]any, error) {
	wait := time.Second
retry:
	resp, err := cl.Get(base + "/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		var f fault
		if err := json.Unmarshal(body, &f); err != nil {
			return nil, err
		}
		if f.Error.Status == 429 && wait < time.Minute { // want medipimstatus/branch
			time.Sleep(wait)
			wait *= 2
			goto retry
		}
		return nil, fmt.Errorf("pull %s: %d %s", id, resp.StatusCode, f.Error.Code)
	}
	var out map[string]any
	if err := json.Unmarshal(body, &out); err != nil {
		return nil, err
	}
	return out, nil
}

// pullByCode would be a right retry but for the misspelt code, reported as that and nothing else.
func pullByCode(query []byte) (map[string]any, error) {
	for wait := time.Second; ; wait *= 2 {
		resp, err := cl.Post(base+"/products/query", "application/json", bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 400 {
			var f fault
			if err := json.Unmarshal(body, &f); err != nil {
				return nil, err
			}
			if f.Error.Code == "too_many_request" && wait < time.Minute { // want medipimcode/unknown
				time.Sleep(wait)
				continue
			}
			return nil, fmt.Errorf("query: %d %s", resp.StatusCode, f.Error.Code)
		}
		var out map[string]any
		if err := json.Unmarshal(body, &out); err != nil {
			return nil, err
		}
		return out, nil
	}
}

// pullRight retries by the response's status and compares known codes, silent.
func pullRight(id string) (map[string]any, error) {
	wait := time.Second
retry:
	resp, err := cl.Get(base + "/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == 429 && wait < time.Minute {
		time.Sleep(wait)
		wait *= 2
		goto retry
	}
	if resp.StatusCode >= 400 {
		var f fault
		if err := json.Unmarshal(body, &f); err != nil {
			return nil, err
		}
		if f.Error.Code == "endpoint_not_found" {
			return nil, fmt.Errorf("wrong path: %s", f.Error.Message)
		}
		return nil, fmt.Errorf("pull %s: %d %s", id, f.Error.Status, f.Error.Code)
	}
	var out map[string]any
	if err := json.Unmarshal(body, &out); err != nil {
		return nil, err
	}
	return out, nil
}

// pullByKnownCode retries by the catalog's code, silent.
func pullByKnownCode(query []byte) (map[string]any, error) {
	for wait := time.Second; ; wait *= 2 {
		resp, err := cl.Post(base+"/products/query", "application/json", bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 400 {
			var f fault
			if err := json.Unmarshal(body, &f); err != nil {
				return nil, err
			}
			if f.Error.Code == "too_many_requests" && wait < time.Minute {
				time.Sleep(wait)
				continue
			}
			return nil, fmt.Errorf("query: %d %s", resp.StatusCode, f.Error.Code)
		}
		var out map[string]any
		if err := json.Unmarshal(body, &out); err != nil {
			return nil, err
		}
		return out, nil
	}
}
