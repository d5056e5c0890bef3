// Package handedup decodes in helpers that get the response and hand the data up: their callers have the response too,
// and can look at its status before they use the data.
package handedup

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errMedipim = errors.New("medipim: error")

type page struct {
	Results []string `json:"results"`
}

// All callers look.
func looked(resp *http.Response) (p page, err error) {
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p, err
}

func lookedAfter(resp *http.Response) ([]string, error) {
	p, err := looked(resp)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, errMedipim
	}
	return p.Results, nil
}

func lookedBefore(resp *http.Response) ([]string, error) {
	if resp.StatusCode >= 400 {
		return nil, errMedipim
	}
	p, err := looked(resp)
	return p.Results, err
}

// One caller does not.
func sometimes(resp *http.Response) (*page, error) {
	p := new(page)
	err := json.NewDecoder(resp.Body).Decode(p)
	return p, err
}

func sometimesAfter(resp *http.Response) ([]string, error) {
	p, err := sometimes(resp)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errMedipim
	}
	return p.Results, nil
}

func sometimesNever(resp *http.Response) ([]string, error) {
	p, err := sometimes(resp) // want medipimunchecked/unchecked
	if err != nil {
		return nil, err
	}
	return p.Results, nil
}

func sometimesLate(resp *http.Response) (int, error) {
	p, err := sometimes(resp) // want medipimunchecked/unchecked
	if err != nil {
		return 0, err
	}
	n := len(p.Results)
	if n > 0 && resp.StatusCode != http.StatusOK {
		return 0, errMedipim
	}
	return n, nil
}

// None does.
func never(resp *http.Response) (map[string]any, error) {
	m := make(map[string]any)
	err := json.NewDecoder(resp.Body).Decode(&m) // want medipimunchecked/unchecked
	return m, err
}

func neverLooked(resp *http.Response) (any, error) {
	m, err := never(resp)
	return m["results"], err
}

// Into a variable of the caller.
func into(resp *http.Response, v any) error {
	return json.NewDecoder(resp.Body).Decode(v)
}

func intoAfter(resp *http.Response) ([]string, error) {
	var p page
	if err := into(resp, &p); err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, errMedipim
	}
	return p.Results, nil
}

func intoNever(resp *http.Response) ([]string, error) {
	var p page
	if err := into(resp, &p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return p.Results, nil
}

// Through two helpers.
func outer(resp *http.Response) (*page, error) {
	p, err := inner(resp)
	if err != nil {
		return nil, err
	}
	return p, nil
}

func inner(resp *http.Response) (*page, error) {
	var p page
	err := json.NewDecoder(resp.Body).Decode(&p)
	return &p, err
}

func outermost(resp *http.Response) ([]string, error) {
	p, err := outer(resp)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 300 {
		return nil, errMedipim
	}
	return p.Results, nil
}

// Only the error in it is used.
type answer struct {
	Results []string `json:"results"`
	Error   *struct {
		Code string `json:"code"`
	} `json:"error"`
}

func whole(resp *http.Response) (*answer, error) {
	var a answer
	err := json.NewDecoder(resp.Body).Decode(&a)
	return &a, err
}

func missing(resp *http.Response) bool {
	a, err := whole(resp)
	return err == nil && a.Error != nil && a.Error.Code == "not_found"
}
