package gjsonpaths

import (
	"strings"

	"github.com/tidwall/gjson"
)

func codes(body []byte) error {
	switch gjson.GetBytes(body, "error.code").String() {
	case "not_found", "endpoint_not_found":
		return errNotFound
	case "unauthorized", // want medipimcode/unknown
		"authentication.invalid_api_secret":
		return errRefused
	case "rate_limit_exceeded": // want medipimcode/unknown
		return errLimited
	}
	return nil
}

func spelling(body string) bool {
	code := gjson.Get(body, codePath).Str
	return code == "to_many_requests" // want medipimcode/unknown
}

func letters(body []byte) bool {
	return gjson.ParseBytes(body).Get("error").Get("code").String() == "Not_Found" // want medipimcode/case
}

func statusAsCode(body []byte) bool {
	return gjson.GetBytes(body, codePath).String() == "429" // want medipimcode/status
}

func prefixed(body []byte) bool {
	return strings.HasPrefix(gjson.GetBytes(body, codePath).String(), "auth_") // want medipimcode/prefix
}

func carriedCode(body []byte) bool {
	return parse(body).code == "notfound" // want medipimcode/unknown
}

func known(body []byte) bool {
	return strings.HasPrefix(gjson.GetBytes(body, codePath).String(), "authentication.") ||
		gjson.GetBytes(body, codePath).String() == "not_authorized"
}
