// Package provider has the resources.
package provider

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"example.com/magazijn/tfprovider/apiclient"
)

// Diagnostic is what the user sees.
type Diagnostic struct {
	Summary   string
	Detail    string
	Attribute string
}

// fromErr shows every violation, and asks the response's number whether there are any.
func fromErr(err error) []Diagnostic {
	var ce *apiclient.CallError
	if !errors.As(err, &ce) {
		return []Diagnostic{{Summary: "network", Detail: err.Error()}}
	}
	if ce.HTTPStatus == http.StatusUnprocessableEntity {
		var ds []Diagnostic
		for _, v := range ce.Violations {
			ds = append(ds, Diagnostic{Summary: "invalid", Detail: v.Message, Attribute: v.Path})
		}
		return ds
	}
	return []Diagnostic{{Summary: summary(ce), Detail: ce.Detail}}
}

// summary compares the body's number in a chain of conditions.
func summary(ce *apiclient.CallError) string {
	if ce.BodyStatus == http.StatusUnauthorized { // want medipimstatus/branch
		return "credentials"
	} else if ce.BodyStatus == http.StatusForbidden { // want medipimstatus/branch
		return "permission"
	} else if ce.BodyStatus/100 == 5 { // want medipimstatus/branch
		return "server"
	}
	return summaryHTTP(ce)
}

// summaryHTTP compares the response's number in a chain of conditions.
func summaryHTTP(ce *apiclient.CallError) string {
	if ce.HTTPStatus == http.StatusUnauthorized {
		return "credentials"
	} else if ce.HTTPStatus == http.StatusForbidden {
		return "permission"
	} else if ce.HTTPStatus/100 == 5 {
		return "server"
	}
	return fmt.Sprintf("error %d (%d)", ce.HTTPStatus, ce.BodyStatus)
}

// gone hands the body's number to a function that branches.
func gone(err error) bool {
	var ce *apiclient.CallError
	return errors.As(err, &ce) && absent(ce.BodyStatus) // want medipimstatus/branch
}

// goneHTTP hands the response's number to the same function.
func goneHTTP(err error) bool {
	var ce *apiclient.CallError
	return errors.As(err, &ce) && absent(ce.HTTPStatus)
}

// absent branches on its parameter.
func absent(status int) bool { return status == http.StatusNotFound }

// advice knows codes, some of them not the API's, and one sentence.
func advice(ce *apiclient.CallError) string {
	switch code := ce.ErrCode; code {
	case "authentication.api_key_is_not_active":
		return "ask for a new key"
	case "authentication.api_key_expired": // want medipimcode/unknown
		return "ask for a new key"
	case "not_permitted": // want medipimcode/unknown
		return "check the key's permissions"
	case "not_authorized":
		return "check the key's permissions"
	case "403": // want medipimcode/status
		return "check the key's permissions"
	}
	if strings.HasPrefix(ce.Detail, "Method") { // want medipimmessage/text
		return "report this"
	}
	if ce.Detail == "" {
		return "no detail"
	}
	return ""
}

// typo asks for a code that its status rules out, and for one that goes with it.
func typo(ce *apiclient.CallError) bool {
	switch ce.HTTPStatus {
	case http.StatusMethodNotAllowed:
		return ce.ErrCode == "endpoint_not_found" // want medipimpair/impossible
	case http.StatusNotFound:
		return ce.ErrCode == "endpoint_not_found"
	}
	return false
}
