package worker

import (
	"errors"
	"regexp"

	"example.com/magazijn/nightsync/pimapi"
)

var maintenance = regexp.MustCompile(`(?i)maintenance|try again`)

// kind names a failure; it knows "server_error" and believes in "gateway_timeout".
func kind(err error) string {
	var f *pimapi.Fault
	if !errors.As(err, &f) {
		return "network"
	}
	switch f.Code {
	case "":
		return "silent"
	case "server_error":
		return "server"
	case "gateway_timeout": // want medipimcode/unknown
		return "server"
	case "404": // want medipimcode/status
		return "gone"
	}
	if maintenance.MatchString(f.Message) { // want medipimmessage/text
		return "maintenance"
	}
	return "other"
}

// owner compares a word that kind made, which is no code of the API.
func owner(err error) string {
	k := kind(err)
	if k == "server" || k == "maintenance" {
		return "vendor"
	}
	return "us"
}

// secretTrouble compares a code in a case that the API does not use.
func secretTrouble(f *pimapi.Fault) bool {
	return f.Code == "Authentication.Invalid_Api_Secret" // want medipimcode/case
}

// secretTroubleToo compares the code as the API sends it.
func secretTroubleToo(f *pimapi.Fault) bool {
	return f.Code == "authentication.invalid_api_secret"
}

// Secret joins the two.
func Secret(f *pimapi.Fault) bool { return secretTrouble(f) || secretTroubleToo(f) }
