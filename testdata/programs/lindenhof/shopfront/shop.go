// Package shopfront is the upper layer, and knows the lowest only by its values.
package shopfront

import (
	"fmt"
	"io"
	"strings"

	"example.com/lindenhof/domainlayer"
)

// Page writes what the customer sees.
type Page struct{ w io.Writer }

// The copy two layers up is still the body's number.
func (p Page) Title(r *domainlayer.Report) string {
	if r.Wire() == 404 { // want medipimstatus/branch
		return "No such product"
	}
	return "Trouble"
}

// The copy two layers up is the line's number.
func (p Page) TitleLine(r *domainlayer.Report) string {
	if r.Line == 404 {
		return "No such product"
	}
	return "Trouble"
}

// The code two layers up meets a word of this shop.
func (p Page) Hint(r *domainlayer.Report) string {
	switch r.Reason {
	case "not_found":
		return "check the number"
	case "out_of_stock": // want medipimcode/unknown
		return "order it"
	}
	return ""
}

// The code two layers up meets the catalog.
func (p Page) HintFull(r *domainlayer.Report) string {
	switch r.Reason {
	case "not_found", "endpoint_not_found":
		return "check the number"
	case "bad_request":
		return "check the form"
	}
	return ""
}

// The words two layers up are searched.
func (p Page) Rude(r *domainlayer.Report) bool {
	return strings.Contains(r.Words, "invalid") // want medipimmessage/text
}

// The words two layers up are shown, with the numbers.
func (p Page) Footer(r *domainlayer.Report) {
	if r.Denied() && r.Words != "" {
		fmt.Fprintf(p.w, "%d/%d %s\n", r.Line, r.Wire(), r.Words)
	}
}

// The line's number and a code that goes with another.
func (p Page) Impossible(r *domainlayer.Report) bool {
	return r.Line == 405 && r.Reason == "bad_request" // want medipimpair/impossible
}

// The line's number and a code that goes with it.
func (p Page) Possible(r *domainlayer.Report) bool {
	return r.Line == 400 && r.Reason == "bad_request"
}
