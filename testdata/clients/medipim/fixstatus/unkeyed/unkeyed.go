// Package unkeyed has literals without keys, and grouped types.
package unkeyed

import (
	"encoding/json"
	"net/http"
)

type (
	wire struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}

	// Fail has a comment.
	Fail struct {
		Status int
		Code   string
	}

	one struct{ Status int }
)

func fail(resp *http.Response) Fail {
	var w wire
	json.NewDecoder(resp.Body).Decode(&w)
	return Fail{w.Error.Status, w.Error.Code}
}

func oneOf(resp *http.Response) one {
	var w wire
	json.NewDecoder(resp.Body).Decode(&w)
	return one{w.Error.Status}
}

func fails(resps []*http.Response) (out []Fail) {
	for _, resp := range resps {
		out = append(out, fail(resp))
	}
	return
}

func count(resps []*http.Response) (n int) {
	for _, f := range fails(resps) {
		if f.Status == 404 { // want medipimstatus/branch
			n++
		}
	}
	return
}

func ones(resps []*http.Response) (n int) {
	for _, r := range resps {
		o := oneOf(r)
		if o.Status == 404 { // want medipimstatus/branch
			n++
		}
	}
	return
}

var none = Fail{}

var local = []Fail{{404, "not_found"}, {Status: 500}}

// Constants of the program.
func first() bool { return local[0].Status == 404 || none.Status != 0 }
