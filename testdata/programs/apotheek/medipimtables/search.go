package medipimtables

import (
	"cmp"
	"net/http"
	"slices"
)

var lost = []int{404, 410}

// Reported: slices.Index.
func indexOf(raw []byte) bool {
	b, err := parse(raw)
	if err != nil {
		return false
	}
	return slices.Index(lost, b.Error.Status) >= 0 // want medipimstatus/branch
}

// Silent: slices.Index with the real status.
func indexOfReal(resp *http.Response) bool {
	return slices.Index(lost, resp.StatusCode) >= 0
}

// Reported: cmp.Or hands on the one or the other.
func firstOf(resp *http.Response, raw []byte) error {
	b, err := parse(raw)
	if err != nil {
		return err
	}
	if cmp.Or(b.Error.Status, resp.StatusCode) == http.StatusNotFound { // want medipimstatus/mixed
		return errMissing
	}
	return nil
}

// Silent: cmp.Or for a log line.
func firstOfLogged(resp *http.Response, raw []byte) {
	b, err := parse(raw)
	if err != nil {
		return
	}
	println(cmp.Or(b.Error.Status, resp.StatusCode), b.Error.Code)
}

// Reported: max hands on the one or the other.
func worst(resp *http.Response, raw []byte) bool {
	b, err := parse(raw)
	if err != nil {
		return false
	}
	return max(resp.StatusCode, b.Error.Status) >= 500 // want medipimstatus/mixed
}

// Silent: max of two real statuses.
func worstReal(first, second *http.Response) bool {
	return max(first.StatusCode, second.StatusCode) >= 500
}

type pair struct {
	status int
	final  bool
}

// Reported: a struct that holds it, compared whole.
func wholeStruct(raw []byte) bool {
	b, err := parse(raw)
	if err != nil {
		return false
	}
	return pair{b.Error.Status, true} == pair{404, true} // want medipimstatus/branch
}

// Silent: a struct that holds the real status, compared whole.
func wholeStructReal(resp *http.Response) bool {
	return pair{resp.StatusCode, true} == pair{404, true}
}

// Silent: a consistency check.
func agrees(resp *http.Response, raw []byte) bool {
	b, err := parse(raw)
	if err != nil {
		return false
	}
	return b.Error.Status == resp.StatusCode
}

// Reported: an element of a slice of statuses.
func anyLost(raws [][]byte) bool {
	var statuses []int
	for _, raw := range raws {
		b, err := parse(raw)
		if err != nil {
			return false
		}
		statuses = append(statuses, b.Error.Status)
	}
	for _, status := range statuses {
		if status == http.StatusNotFound { // want medipimstatus/branch
			return true
		}
	}
	return false
}

// Silent: an element of a slice of real statuses.
func anyLostReal(resps []*http.Response) bool {
	var statuses []int
	for _, resp := range resps {
		statuses = append(statuses, resp.StatusCode)
	}
	for _, status := range statuses {
		if status == http.StatusNotFound {
			return true
		}
	}
	return false
}
