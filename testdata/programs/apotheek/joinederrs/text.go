package joinederrs

import (
	"net/http"
	"strings"
)

// Reported: the text of the error has the message in it.
func contains(e *bodyError) bool {
	return strings.Contains(e.Error(), "does not exist") // want medipimmessage/text
}

// Silent: the text of this error has no message in it.
func lineContains(e lineError) bool {
	return strings.Contains(e.Error(), "not_found")
}

// Silent: the text of an error of the standard library.
func timedOut(resp *http.Response, err error) bool {
	return resp == nil && strings.Contains(err.Error(), "timeout")
}

// Silent: the text is printed.
func show(e *bodyError) string {
	return strings.ToUpper(e.Error())
}
