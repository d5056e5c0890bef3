// Package medipimembeds answers with structs inside structs.
package medipimembeds

import (
	"encoding/json"
	"net/http"
)

type base struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

type numbered struct {
	base
	Status int `json:"status"`
}

type common struct {
	Error *numbered `json:"error,omitempty"`
}

type productAnswer struct {
	common
	Results []struct {
		ID string `json:"id"`
	} `json:"results"`
}

type mediaAnswer struct {
	*common
	Files []string `json:"files"`
}

type alias = common

// The promoted envelope's number is compared.
func viaAlias(b []byte) bool {
	var a alias
	if json.Unmarshal(b, &a) != nil || a.Error == nil {
		return false
	}
	return a.Error.Status == 400 // want medipimstatus/branch
}

// The promoted envelope's code is compared.
func viaAliasCode(b []byte) bool {
	var a alias
	if json.Unmarshal(b, &a) != nil || a.Error == nil {
		return false
	}
	return a.Error.Code == "bad_request"
}

// The code is two levels up and misspelt.
func viaBase(b []byte) bool {
	var a common
	if json.Unmarshal(b, &a) != nil || a.Error == nil {
		return false
	}
	return a.Error.base.Code == "bad_requests" // want medipimcode/unknown
}

// The data follows when the line's number allows it; the promoted envelope only gives its words.
func products(resp *http.Response) (n int, words string) {
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		var c common
		if json.NewDecoder(resp.Body).Decode(&c) == nil && c.Error != nil {
			words = c.Error.Message
		}
		return 0, words
	}
	if resp.StatusCode == http.StatusNoContent {
		return 0, ""
	}
	var p productAnswer
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return 0, err.Error()
	}
	return len(p.Results), ""
}

// The promoted pointer's envelope is asked for its number.
func media(b []byte) (int, bool) {
	m := mediaAnswer{common: &common{}}
	if json.Unmarshal(b, &m) != nil {
		return 0, false
	}
	if m.Error != nil && m.Error.Status == 403 { // want medipimstatus/branch
		return 0, false
	}
	return len(m.Files), true
}

// Two definitions of Status: the outer one has the shorter path and no JSON key.
type shadowed struct {
	numbered
	Status int `json:"-"`
}

// The outer field is the line's number.
func shadow(resp *http.Response) bool {
	var raw struct {
		Error numbered `json:"error"`
	}
	_ = json.NewDecoder(resp.Body).Decode(&raw)
	s := shadowed{numbered: raw.Error, Status: resp.StatusCode}
	return s.Status == 404
}

// The inner field is the body's number.
func shadowInner(resp *http.Response) bool {
	var raw struct {
		Error numbered `json:"error"`
	}
	_ = json.NewDecoder(resp.Body).Decode(&raw)
	s := shadowed{numbered: raw.Error, Status: resp.StatusCode}
	return s.numbered.Status == 404 // want medipimstatus/branch
}

var _ = []any{viaAlias, viaAliasCode, viaBase, products, media, shadow, shadowInner}
