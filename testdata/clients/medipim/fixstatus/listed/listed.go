// Package listed has literals without keys where the HTTP status is not at hand.
package listed

import (
	"encoding/json"
	"errors"
	"net/http"
)

// Problem reads itself.
type Problem struct {
	Status int
	Code   string
}

// UnmarshalJSON takes the envelope off.
func (p *Problem) UnmarshalJSON(b []byte) error {
	var w struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	*p = Problem{w.Error.Status, w.Error.Code}
	return nil
}

func (p Problem) Error() string { return p.Code }

var unknown = Problem{0, "unknown"}

func check(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	var p Problem
	if json.NewDecoder(resp.Body).Decode(&p) != nil {
		return unknown
	}
	return p
}

func isAuth(err error) bool {
	var p Problem
	return errors.As(err, &p) && (p.Status == 401 || p.Status == 403) // want medipimstatus/branch medipimstatus/branch
}

// The call stays, without the fields of what it returns.
func isMissing(resp *http.Response) bool {
	status := logged(resp).Status
	return status == 404 // want medipimstatus/branch
}

var count int

func logged(resp *http.Response) (p Problem) {
	count++
	json.NewDecoder(resp.Body).Decode(&p)
	return
}
