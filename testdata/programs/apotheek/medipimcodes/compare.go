package medipimcodes

import (
	"net/http"
	"os"
	"strings"
)

// Reported: a hyphen for the underscore.
func IsHyphen(e Error) bool {
	return e.Code == "not-found" // want medipimcode/unknown
}

// Reported: != counts too.
func IsNotAuthorized(e Error) bool {
	return e.Code != "forbidden" // want medipimcode/unknown
}

// Reported: the status as a string.
func IsNumber(e Error) bool {
	return e.Code == "404" // want medipimcode/status
}

// Silent: the status as a string, compared with the status.
func IsNumberOfStatus(resp *http.Response) bool {
	return strings.HasPrefix(resp.Status, "404")
}

// Reported: a suffix that no code has.
func IsSuffix(e Error) bool {
	return strings.HasSuffix(string(e.Code), "_missing") // want medipimcode/prefix
}

// Silent: a suffix that three codes have.
func IsSuffixRight(e Error) bool {
	return strings.HasSuffix(string(e.Code), "_not_found")
}

// Reported: a part that no code has.
func IsPart(e Error) bool {
	return strings.Contains(string(e.Code), "throttl") // want medipimcode/prefix
}

// Silent: a part that several codes have.
func IsPartRight(e Error) bool {
	return strings.Contains(string(e.Code), "api_key")
}

// Reported: lower case against capitals, as a switch.
func IsLowered(e Error) bool {
	switch strings.ToLower(string(e.Code)) {
	case "NOT_AUTHORIZED": // want medipimcode/case
		return true
	case "server_error":
		return true
	}
	return false
}

// Reported: upper case against small letters.
func IsUppered(e Error) bool {
	return strings.ToUpper(string(e.Code)) == "too_many_requests" // want medipimcode/case
}

// Silent: the part after the prefix.
func IsAfterPrefix(e Error) bool {
	return strings.TrimPrefix(string(e.Code), "authentication.") == "invalid_key"
}

// Silent: the part after the dot.
func IsAfterDot(e Error) bool {
	_, rest, _ := strings.Cut(string(e.Code), ".")
	return rest == "token_expired"
}

// Silent: the first four letters.
func IsSliced(e Error) bool {
	return len(e.Code) > 4 && e.Code[:4] == "auth"
}

// Silent: a string that only the running program knows.
func IsFromEnv(e Error) bool {
	return string(e.Code) == os.Getenv("IGNORED_CODE")
}

// Reported: two literals make one wrong code.
func IsJoined(e Error) bool {
	return e.Code == "authentication."+"wrong_key" // want medipimcode/unknown
}

// Silent: two literals make one right code.
func IsJoinedRight(e Error) bool {
	return e.Code == "authentication."+"api_key_not_found"
}
