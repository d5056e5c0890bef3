// Package closures decodes through function literals, which are given what to decode into.
package closures

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

type outcome interface{ outcome() }

type (
	found   struct{ Results []string }
	trouble struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
		Violations []any `json:"violations"`
	}
	missing trouble
	invalid trouble
)

func (*found) outcome()   {}
func (*missing) outcome() {}
func (*invalid) outcome() {}

// ask waits out a 429, and hands every other answer up.
func ask(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(base + path)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

// byStatus decodes the data of a success, and the error of what is none.
func byStatus(path string) (outcome, error) {
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	take := func(o outcome) (outcome, error) {
		if err := json.Unmarshal(raw, o); err != nil {
			return nil, fmt.Errorf("%T: %w", o, err)
		}
		return o, nil
	}
	switch resp.StatusCode {
	case http.StatusOK:
		return take(new(found))
	case http.StatusNotFound:
		return take(new(missing))
	case http.StatusUnprocessableEntity:
		return take(&invalid{})
	}
	return nil, errors.New(resp.Status)
}

// withFallback decodes the data of whatever is not told apart.
func withFallback(path string) (outcome, error) {
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	take := func(o outcome) (outcome, error) {
		if err := json.NewDecoder(resp.Body).Decode(o); err != nil { // want medipimunchecked/partial
			return nil, err
		}
		return o, nil
	}
	if resp.StatusCode == http.StatusNotFound {
		return take(new(missing))
	}
	return take(new(found))
}

// anyhow decodes data alone.
func anyhow(path string) ([]string, error) {
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	take := func(v any) error {
		return json.NewDecoder(resp.Body).Decode(v) // want medipimunchecked/unchecked
	}
	var f found
	if err := take(&f); err != nil {
		return nil, err
	}
	return f.Results, nil
}

// inBranches decodes either, each where it belongs.
func inBranches(path string) (names []string, err error) {
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	take := func(v any) {
		if err == nil {
			err = json.NewDecoder(resp.Body).Decode(v)
		}
	}
	if resp.StatusCode >= 400 {
		var t trouble
		take(&t)
		return nil, errors.Join(err, errors.New(t.Error.Message))
	}
	var f found
	take(&f)
	return f.Results, err
}
