// Package importer uses the catalog of its neighbour.
package importer

import (
	"encoding/json"

	medipimextra "example.com/lindenhof/extracodes"
)

type wire struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func read(b []byte) (w wire) {
	_ = json.Unmarshal(b, &w)
	return w
}

// The announced word comes along with the import, by name and as a literal.
func Held(b []byte) bool {
	w := read(b)
	return w.Error.Code == medipimextra.CodeLegalHold || w.Error.Code == "maintenance_mode"
}
