// Package sequences yields what the body says, one by one.
package sequences

import (
	"encoding/json"
	"iter"
	"maps"
	"net/http"
	"slices"
)

type refusal struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

type answer struct {
	line int
	body refusal
}

func ask(resp *http.Response) answer {
	a := answer{line: resp.StatusCode}
	_ = json.NewDecoder(resp.Body).Decode(&a.body)
	return a
}

func statuses(resps []*http.Response) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, resp := range resps {
			if !yield(ask(resp).body.Error.Status) {
				return
			}
		}
	}
}

func lines(resps []*http.Response) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, resp := range resps {
			if !yield(ask(resp).line) {
				return
			}
		}
	}
}

func both(resps []*http.Response) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for a := range answers(resps) {
			if !yield(a.line, a.body.Error.Status) {
				break
			}
		}
	}
}

func answers(resps []*http.Response) iter.Seq[answer] {
	return func(yield func(answer) bool) {
		for _, resp := range resps {
			if !yield(ask(resp)) {
				return
			}
		}
	}
}

func collected(resps []*http.Response) bool {
	all := slices.Collect(statuses(resps))
	if len(all) > 0 && all[0] == 404 { // want medipimstatus/branch
		return true
	}
	return slices.Contains(slices.Sorted(statuses(resps)), 403) // want medipimstatus/branch
}

func collectedLines(resps []*http.Response) bool {
	all := slices.Collect(lines(resps))
	return len(all) > 0 && all[0] == 404 || slices.Contains(slices.Sorted(lines(resps)), 403)
}

func byLine(resps []*http.Response) bool {
	m := maps.Collect(both(resps))
	for line, said := range m {
		if line == 404 {
			return true
		}
		if said == 404 { // want medipimstatus/branch
			return true
		}
	}
	return slices.Contains(slices.Collect(maps.Keys(m)), 403) ||
		slices.Contains(slices.Collect(maps.Values(m)), 403) // want medipimstatus/branch
}

func backwards(resps []*http.Response) bool {
	for _, a := range slices.Backward(slices.Collect(answers(resps))) {
		if a.line == 500 {
			return true
		}
		if a.body.Error.Status == 500 { // want medipimstatus/branch
			return true
		}
	}
	for a := range slices.Values(slices.Collect(answers(resps))) {
		switch a.body.Error.Status { // want medipimstatus/branch
		case 403:
			return true
		}
	}
	return false
}
