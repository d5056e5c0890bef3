// Package kiosk serves customers too: who is the wholesaler, it is not told.
package kiosk

import (
	"errors"

	"example.com/clients/ports/shop"
)

// Tell says why.
func Tell(w shop.Wholesaler, id string) string {
	var r *shop.Refusal
	if errors.As(w.Find(id), &r) && (r.Number == 403 || r.Word == "unauthorised") {
		return "not for us"
	}
	return ""
}
