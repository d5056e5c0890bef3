// Package medipimspeaker uses the shared words.
package medipimspeaker

import (
	"encoding/json"

	"example.com/lindenhof/vocabulary"
)

type doc struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type stock struct{ State string }

func code(b []byte) string {
	var d doc
	_ = json.Unmarshal(b, &d)
	return d.Error.Code
}

// The shared word is in the catalog.
func missing(b []byte) bool { return code(b) == vocabulary.Missing }

// The shared word is not in the catalog, and stands in another package.
func withdrawn(b []byte) bool {
	return code(b) == vocabulary.Withdrawn // want medipimcode/unknown
}

// The shared words are cases of a switch.
func sorted(b []byte) int {
	switch code(b) {
	case vocabulary.Denied:
		return 1
	case vocabulary.Recalled: // want medipimcode/unknown
		return 2
	}
	return 0
}

// The shared word is compared with a state of the stock.
func (s stock) withdrawn() bool {
	return s.State == vocabulary.Withdrawn || s.State == vocabulary.Recalled
}

var _ = []any{missing, withdrawn, sorted, stock.withdrawn}
