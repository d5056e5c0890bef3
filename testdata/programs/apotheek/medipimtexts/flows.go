package medipimtexts

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type ticket struct {
	Message string
	Reason  string
}

// Reported: a copy under another name.
func copied(body []byte) bool {
	t := ticket{Reason: parse(body).text}
	return strings.Contains(t.Reason, "deactivated") // want medipimmessage/text
}

// Silent: a field called Message that is the program's own.
func ownMessage(resp *http.Response) bool {
	t := ticket{Message: "closed"}
	if resp.StatusCode >= 500 {
		t.Message = "down"
	}
	return t.Message == "down"
}

// Silent: overwritten with the status text of the line.
func overwritten(resp *http.Response, body []byte) bool {
	t := ticket{Message: parse(body).text}
	t.Message = http.StatusText(resp.StatusCode)
	return t.Message == "Not Found"
}

// Reported: walked to in a map.
func walked(body []byte) bool {
	var m map[string]any
	if err := json.Unmarshal(body, &m); err != nil {
		return false
	}
	inner, _ := m["error"].(map[string]any)
	return inner["message"] == "Not found" // want medipimmessage/text
}

// Silent: another key of the map.
func walkedElsewhere(body []byte) bool {
	var m map[string]any
	if err := json.Unmarshal(body, &m); err != nil {
		return false
	}
	meta, _ := m["meta"].(map[string]any)
	return meta["message"] == "Not found"
}

// Reported: a closure hands it up.
func closed(body []byte) bool {
	text := func() string { return parse(body).text }
	return strings.HasSuffix(text(), "is invalid.") // want medipimmessage/text
}

// Reported: lower case first, then searched.
func lowered(body []byte) bool {
	return strings.Contains(strings.ToLower(parse(body).text), "secret") // want medipimmessage/text
}

// Reported: found again in a wrapped error.
func unwrapped(err error) bool {
	e, ok := errors.AsType[*apiError](err)
	return ok && e.text == "Forbidden" // want medipimmessage/text
}

// Silent: the type of the content is searched.
func contentType(resp *http.Response) bool {
	return strings.Contains(resp.Header.Get("Content-Type"), "json")
}
