// Package till is the screen of the point of sale.
package till

import (
	"errors"
	"net/http"
	"strings"

	"example.com/waddenzee/pos/medipimplugin"
)

// State is where the screen stands.
type State string

const (
	Idle         State = "idle"
	NotFound     State = "not_found"
	Unauthorized State = "unauthorized"
	Offline      State = "offline"
)

// Next is called after each scan.
func Next(p *medipimplugin.Plugin, barcode string) (State, string) {
	_, err := p.Zoek(barcode)
	if err == nil {
		return Idle, ""
	}
	if errors.Is(err, medipimplugin.ErrTeDruk) {
		return Offline, "Even wachten en opnieuw scannen"
	}
	var f medipimplugin.Fout
	if !errors.As(err, &f) {
		if strings.Contains(err.Error(), "no such host") {
			return Offline, "Geen internet"
		}
		return Offline, err.Error()
	}
	if f.Status == http.StatusNotFound && f.Code == "not_found" {
		return NotFound, p.Tekst(f)
	}
	if f.Code == "authentication.not_logged_in" || f.Code == "not_authorized" { // want medipimcode/unknown
		return Unauthorized, p.Tekst(f)
	}
	if strings.Contains(f.Bericht, "secret") { // want medipimmessage/text
		return Unauthorized, "Controleer het wachtwoord"
	}
	return Idle, p.Tekst(f)
}

// Beep tells whether a state makes a sound.
func Beep(s State) bool {
	if s == Unauthorized || s == "error" {
		return true
	}
	return s == NotFound
}

// Title is drawn on top.
func Title(s State) string {
	switch s {
	case Unauthorized:
		return medipimplugin.Knop("unauthorized")
	case NotFound:
		return medipimplugin.Knop("not_signed_in")
	}
	return medipimplugin.Knop(string(s))
}
