// Package closing closes the bodies itself: the check must not leave one open.
package closing

import (
	"encoding/json"
	"io"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

func get(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(base + path)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func atOnce() ([]byte, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	return b, nil // want medipimunchecked/unchecked
}

func inALoop(paths []string) (out []string, _ error) {
	for _, path := range paths {
		resp, err := get(path)
		if err != nil {
			return nil, err
		}
		var s string
		err = json.NewDecoder(resp.Body).Decode(&s) // want medipimunchecked/unchecked
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// What is told of every answer is told still.
func logged(logf func(string, ...any)) ([]string, error) {
	start := time.Now()
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	logf("%s took %s", resp.Status, time.Since(start))
	var out []string
	dec := json.NewDecoder(resp.Body)
	err = dec.Decode(&out) // want medipimunchecked/unchecked
	_ = resp.Body.Close()
	return out, err
}

func deferredLater() (out []string, err error) {
	resp, err := get("/brands")
	if err != nil {
		return
	}
	dec := json.NewDecoder(resp.Body)
	defer func() { _ = resp.Body.Close() }()
	err = dec.Decode(&out) // want medipimunchecked/unchecked
	return
}

func byName() (out []string, err error) {
	resp, err := get("/brands")
	if err != nil {
		return
	}
	body := resp.Body
	defer body.Close()
	err = json.NewDecoder(body).Decode(&out) // want medipimunchecked/unchecked
	return
}

func drain(resp *http.Response) {
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
}

func byHelper() (out []string, err error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	drain(resp)
	return out, err
}

// A 204 has no body, and is a success.
func empty() (out struct{ Names []string }, err error) {
	resp, err := get("/brands")
	if err != nil {
		return struct{ Names []string }{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return struct{ Names []string }{}, nil
	}
	err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	return out, err
}

func unnamed() (struct{ Names []string }, error) {
	resp, err := get("/brands")
	if err != nil {
		return struct{ Names []string }{}, err
	}
	defer resp.Body.Close()
	var out struct{ Names []string }
	err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	return out, err
}

// Nothing closes it: that is another mistake.
func never() (out []string, err error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	return out, json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
}
