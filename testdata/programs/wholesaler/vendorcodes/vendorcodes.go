// Package vendorcodes lists codes that the vendor announced.
package vendorcodes

import (
	"encoding/json"
	"io"
)

// Quota is new.
//
//medipimlint:code
const Quota = "quota_exhausted"

// Others that are new.
//
//medipimlint:code
const (
	Frozen  = "account_frozen"
	Expired = "authentication.api_key_expired"
)

// Retired is not new.
const Retired = "account_retired"

type medipimEnvelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Code decodes the code: no branch.
func Code(r io.Reader) (string, error) {
	var env medipimEnvelope
	err := json.NewDecoder(r).Decode(&env)
	return env.Error.Code, err
}

// All three were added to the catalog by their directives.
func New(r io.Reader) (bool, error) {
	code, err := Code(r)
	switch code {
	case Quota, Frozen, "authentication.api_key_expired":
		return true, err
	}
	return false, err
}
