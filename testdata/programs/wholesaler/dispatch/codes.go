package dispatch

import (
	"slices"
	"strings"
)

var byCode = map[string]handler{
	"not_found":                         onMissing,
	"resource_not_found":                onMissing, // want medipimcode/unknown
	"authentication.not_authenticated":  onAuth,
	"authentication.invalid_key_secret": onAuth, // want medipimcode/unknown
	"NOT_AUTHORIZED":                    onAuth, // want medipimcode/case
	"405":                               onAuth, // want medipimcode/status
}

var fatalCodes = []string{
	"bad_request",
	"malformed_request", // want medipimcode/unknown
	"http_method_not_allowed",
}

var labels = map[string]string{
	"missing": "Nicht gefunden",
	"key":     "Schlüssel",
}

// The code is the key: wrong keys are judged at the table.
func RouteCode(f failure) error {
	if h, ok := byCode[f.code]; ok {
		return h(f)
	}
	return errOther
}

// The list is searched for the code.
func Fatal(f failure) bool { return slices.Contains(fatalCodes, f.code) }

// The list is searched by a closure that compares.
func Server(f failure) bool {
	return slices.ContainsFunc([]string{
		"server_error",
		"internal_server_error", // want medipimcode/unknown
	}, func(s string) bool { return s == f.code })
}

// This table is indexed with a name of the program's own.
func Label(f failure) string {
	name := "key"
	if f.http == 404 {
		name = "missing"
	}
	return labels[name]
}

// No known code begins so.
func KeyTrouble(f failure) bool {
	return strings.HasPrefix(f.code, "authentication_") // want medipimcode/prefix
}

// Four codes begin so.
func Credentials(f failure) bool { return strings.HasPrefix(f.code, "authentication.") }

// What follows the prefix is a part of the code.
func Inactive(f failure) bool {
	rest, ok := strings.CutPrefix(f.code, "authentication.")
	return ok && rest == "api_key_is_not_active"
}
