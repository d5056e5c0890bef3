// Package shelf asks for codes, some of which another package has made.
package shelf

import (
	"net/http"

	"example.com/clients/medipim/code/madethere/catalogue"
)

func why(resp *http.Response) string {
	f := catalogue.Read(resp)
	switch f.Code() {
	case "unreadable":
		return "later"
	case "unreachable": // want medipimcode/unknown
		return "never"
	}
	if f.Kind == "unreadable" || f.Kind == "not_found" {
		return "later"
	}
	if f.Kind == "unfound" { // want medipimcode/unknown
		return "gone"
	}
	return ""
}

// Two codes are compared.
func same(first, second *http.Response) bool {
	a, b := catalogue.Read(first), catalogue.Read(second)
	return a.Code() == b.Code() || a.Kind == b.Code()
}
