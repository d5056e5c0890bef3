package refusals

import (
	"strings"

	"github.com/tidwall/gjson"
)

// Code is the type of the code field of typed.
type Code string

// The constants are counted as compared because the field has their type.
const (
	CodeNoKey    Code = "authentication.api_key_not_found"
	CodeInactive Code = "authentication.api_key_not_active" // want medipimcode/unknown
	CodeBusy     Code = "too_many_requests"
)

// The vendor announced this one.
//
//medipimlint:code
const CodeQuota Code = "quota_exhausted"

type typed struct {
	Error struct {
		Code    Code   `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// IsInactive uses the constant, which is reported in its declaration and only there.
func (t *typed) IsInactive() bool { return t.Error.Code == CodeInactive }

// IsQuota uses a code that the directive adds: silent.
func (t *typed) IsQuota() bool { return t.Error.Code == CodeQuota }

// HasCode compares its parameter with the code; what its callers pass is judged there.
func (t *typed) HasCode(code Code) bool { return t.Error.Code == code }

// secretIsWrong passes a code without its prefix: reported on the literal.
func secretIsWrong(t *typed) bool {
	return t.HasCode("invalid_api_secret") // want medipimcode/unknown
}

// secretIsWrongRight passes it with its prefix: silent.
func secretIsWrongRight(t *typed) bool {
	return t.HasCode("authentication.invalid_api_secret")
}

// numeric compares the code with a status: reported.
func numeric(body []byte) bool {
	return gjson.GetBytes(body, "error.code").String() == "404" // want medipimcode/status
}

// loud differs in case from the catalogue, and this comparison minds: reported.
func loud(body []byte) bool {
	code := gjson.GetBytes(body, "error.code").String()
	return code == "Not_Found" // want medipimcode/case
}

// lenient differs in case, and this comparison does not mind: silent.
func lenient(body []byte) bool {
	return strings.EqualFold(gjson.GetBytes(body, "error.code").String(), "Not_Found")
}

// hints is searched for the code; one key is from another vocabulary.
var hints = map[string]string{
	"not_authorized":                   "ask for the permission",
	"authentication.not_authenticated": "send the header",
	"forbidden":                        "ask for the permission", // want medipimcode/unknown
}

// hint is where the keys are searched.
func hint(env *envelope) string { return hints[env.Error.Code] }

// shelves is searched for a word of our own: silent.
var shelves = map[string]int{"forbidden": 1, "rate_limited": 2}

// shelf does not look for a code.
func shelf(name string) int { return shelves[name] }

// authFamily asks for the part before the dot, which several codes have: silent.
func authFamily(env *envelope) bool { return strings.HasPrefix(env.Error.Code, "authentication.") }

// unset gives the code a word of its own and compares with that: silent.
func unset(env *envelope) bool {
	code := env.Error.Code
	if code == "" {
		code = "unknown"
	}
	return code == "unknown"
}
