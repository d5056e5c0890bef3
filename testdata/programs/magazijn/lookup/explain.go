package main

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"example.com/magazijn/lookup/medipim"
)

// explain switches on a status that the other package took from the body.
func explain(err error) string {
	var apiErr *medipim.APIError
	if !errors.As(err, &apiErr) {
		return err.Error()
	}
	switch apiErr.Status { // want medipimstatus/branch
	case http.StatusNotFound:
		return "no product with that CNK"
	case http.StatusUnauthorized, http.StatusForbidden:
		return "the credentials were refused"
	default:
		return err.Error()
	}
}

// explainSearch switches on a status that the other package took from the response.
func explainSearch(err error) string {
	var ans *medipim.AnswerError
	if !errors.As(err, &ans) {
		return err.Error()
	}
	switch ans.Status {
	case http.StatusNotFound:
		return "nothing found"
	case http.StatusUnauthorized, http.StatusForbidden:
		return "the credentials were refused"
	default:
		return err.Error()
	}
}

// hint knows two codes of the catalog and two that it made up.
func hint(err error) string {
	var apiErr *medipim.APIError
	if !errors.As(err, &apiErr) {
		return ""
	}
	switch apiErr.Code {
	case "authentication.api_key_not_found":
		return "is PIM_KEY set?"
	case "authentication.invalid_secret": // want medipimcode/unknown
		return "is PIM_SECRET set?"
	case "authentication.api_key_inactive": // want medipimcode/unknown
		return "ask for a new key"
	case "not_authorized":
		return "the key may not do this"
	}
	if apiErr.HasCode("method_not_allowed") { // want medipimcode/unknown
		return "this is a bug in lookup"
	}
	if apiErr.HasCode("http_method_not_allowed") {
		return "this is a bug in lookup"
	}
	return hintFromText(apiErr)
}

// hintFromText searches the sentence that was written for people.
func hintFromText(e *medipim.APIError) string {
	if e.Message == "" {
		return "the API said nothing"
	}
	if strings.Contains(strings.ToLower(e.Message), "not active") { // want medipimmessage/text
		return "the key was switched off"
	}
	return fmt.Sprintf("the API said %q", e.Message)
}
