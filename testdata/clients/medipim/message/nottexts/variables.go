package nottexts

import (
	"errors"
	"net/http"
	"strings"
)

var (
	lastErr error
	has     = strings.Contains
	trim    = strings.TrimSpace
)

// What the variable holds came from the API.
func again(resp *http.Response) bool {
	e, err := decode(resp)
	if err != nil {
		return false
	}
	if lastErr != nil && e.Message == lastErr.Error() {
		return true
	}
	lastErr = errors.New(e.Message)
	return has(e.Code, "found") || trim(e.Message) == ""
}

func (e *apiError) sameText(other string) bool { return e.Message == other }

func twice(first, second *http.Response) bool {
	a, err := decode(first)
	if err != nil {
		return false
	}
	b, err := decode(second)
	return err == nil && a.sameText(b.Message)
}
