// Package counter serves customers: what it is told comes from the wholesaler.
package counter

import (
	"errors"
	"strings"

	"example.com/clients/ports/shop"
	"example.com/clients/ports/wholesale"
)

func tell(c *wholesale.Client, id string) string {
	err := c.Find(id)
	var r *shop.Refusal
	if errors.As(err, &r) {
		if r.Number == 403 { // want medipimstatus/branch
			return "not for us"
		}
		switch r.Word {
		case "unauthorised": // want medipimcode/unknown
			return "not for us either"
		case "validation_failed":
			return "no such number"
		}
		if strings.HasPrefix(r.Reason, "Closed") { // want medipimmessage/text
			return "tomorrow"
		}
	}
	var m shop.Missing
	if errors.As(err, &m) && m.Number == 404 && m.Word == "not_found" {
		return "nothing"
	}
	return ""
}
