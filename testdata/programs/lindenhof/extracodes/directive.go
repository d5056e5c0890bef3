// Package medipimextra knows codes that were announced by mail.
package medipimextra

import "encoding/json"

// The vendor announced these two.
//
//medipimlint:code
const (
	codeMaintenance = "maintenance_mode"
	codeKeyRotated  = "authentication.api_key_rotated"
)

// CodeLegalHold was announced later.
//
//medipimlint:code
const CodeLegalHold = "legal_hold"

// Nobody announced this one.
const codeBilling = "billing_overdue" // want medipimcode/unknown

type answer struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func codeOf(b []byte) string {
	var a answer
	_ = json.Unmarshal(b, &a)
	return a.Error.Code
}

// The announced words pass, by name.
func resting(b []byte) bool {
	c := codeOf(b)
	return c == codeMaintenance || c == codeKeyRotated || c == CodeLegalHold
}

// The announced words pass, as literals.
func restingLiteral(b []byte) bool {
	return codeOf(b) == "maintenance_mode" || "authentication.api_key_rotated" == codeOf(b)
}

// The other word is used twice and stands once.
func billing(b []byte) bool {
	if codeOf(b) == codeBilling {
		return true
	}
	return codeBilling == codeOf(b)
}

// The announced word in another spelling.
func restingMisspelt(b []byte) bool {
	return codeOf(b) == "maintenance_modus" // want medipimcode/unknown
}

var _ = []func([]byte) bool{resting, restingLiteral, billing, restingMisspelt}
