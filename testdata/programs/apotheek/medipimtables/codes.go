package medipimtables

import (
	"slices"
)

var fatalCodes = []string{
	"bad_request",
	"not_authorised", // want medipimcode/unknown
	"endpoint_not_found",
	"403", // want medipimcode/status
}

// Reported at the elements above.
func fatal(raw []byte) bool {
	b, err := parse(raw)
	if err != nil {
		return false
	}
	return slices.Contains(fatalCodes, b.Error.Code)
}

var shopCodes = []string{"closed", "403"}

// Silent: searched for a code of the shop.
func shopFatal(code string) bool {
	return slices.Contains(shopCodes, code)
}

var hints = []struct{ code, hint string }{
	{"not_found", "check the number"},
	{"authentication.api_key_inactive", "ask for a new key"}, // want medipimcode/unknown
	{"not_authorized", "ask for permission"},
}

// Reported at the row above: each row's code against the body's.
func hint(raw []byte) string {
	b, err := parse(raw)
	if err != nil {
		return ""
	}
	for _, h := range hints {
		if h.code == b.Error.Code {
			return h.hint
		}
	}
	return ""
}

// Reported at the elements: a literal slice in the loop's head.
func loginCodes(raw []byte) bool {
	b, err := parse(raw)
	if err != nil {
		return false
	}
	for _, code := range []string{
		"authentication.not_authenticated",
		"authentication.wrong_password", // want medipimcode/unknown
	} {
		if code == b.Error.Code {
			return true
		}
	}
	return false
}

// Silent: a set of codes that the catalog has.
func loginSet(raw []byte) bool {
	b, err := parse(raw)
	if err != nil {
		return false
	}
	set := map[string]struct{}{
		"authentication.api_key_not_found":  {},
		"authentication.invalid_api_secret": {},
	}
	_, ok := set[b.Error.Code]
	return ok
}

// Reported at the key: a set with another API's word.
func limitSet(raw []byte) bool {
	b, err := parse(raw)
	if err != nil {
		return false
	}
	set := map[string]bool{
		"too_many_requests": true,
		"quota_exceeded":    true, // want medipimcode/unknown
	}
	return set[b.Error.Code]
}

// Silent: codes that came from outside.
func configured(raw []byte, ignore []string) bool {
	b, err := parse(raw)
	if err != nil {
		return false
	}
	return slices.Contains(ignore, b.Error.Code)
}
