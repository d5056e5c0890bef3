// Package parcels follows parcels.
package parcels

import (
	"encoding/json"
	"errors"
	"iter"
)

// Event is what the carrier says.
type Event struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type envelope struct {
	Error Event  `json:"error"`
	Text  string `json:"text"`
}

var sentinels = map[string]error{
	"not_found":    errors.New("missing"),
	"unauthorized": errors.New("key"),
}

// Another API altogether, with a shape that looks alike.
func Events(raws [][]byte) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for _, raw := range raws {
			var env envelope
			if err := json.Unmarshal(raw, &env); err != nil {
				yield(0, err)
				return
			}
			if !yield(env.Error.Status, sentinels[env.Error.Code]) {
				return
			}
		}
	}
}

// Decides on a number of the carrier.
func Missing(raws [][]byte) bool {
	for status, err := range Events(raws) {
		if err == nil && status == 404 {
			return true
		}
	}
	return false
}
