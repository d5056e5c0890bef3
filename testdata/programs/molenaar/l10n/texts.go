// Package l10n has the texts that users see when something fails.
package l10n

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/molenaar/bridge"
)

// Lang is a language of the shop.
type Lang string

// The languages.
const (
	NL Lang = "nl"
	FR Lang = "fr"
	EN Lang = "en"
)

// ui has our own texts, under our own keys.
var ui = map[string]map[Lang]string{
	"unauthorized":          {NL: "Meld u aan.", FR: "Identifiez-vous.", EN: "Please log in."},
	"forbidden":             {NL: "Geen toegang.", FR: "Accès refusé.", EN: "No access."},
	"internal_server_error": {NL: "Er ging iets mis.", FR: "Une erreur est survenue.", EN: "Something broke."},
}

// UI returns one of our own texts.
func UI(key string, l Lang) string { return ui[key][l] }

var dutch = map[string]string{
	"bad_request":                          "De aanvraag klopt niet.",
	"authentication.api_key_is_not_active": "De sleutel is uitgeschakeld.",
	"not_authorized":                       "Geen recht op deze gegevens.",
	"not_found":                            "Dit product bestaat niet.",
	"service_unavailable":                  "De dienst ligt stil.", // want medipimcode/unknown
	"server_error":                         "Storing bij de leverancier.",
}

type row struct {
	code   string
	fr, en string
}

// rows is sorted by code.
var rows = []row{
	{"authentication.invalid_api_secret", "Secret erroné.", "Wrong secret."},
	{"not_authorized", "Pas de droit.", "Not allowed."},
	{"not_found", "Ce produit n'existe pas.", "No such product."},
	{"server_error", "Panne chez le fournisseur.", "The supplier has an outage."},
}

// Text gives the text for a failure.
func Text(err error, l Lang) string {
	f, ok := errors.AsType[*bridge.Failure](err)
	if !ok {
		return UI("internal_server_error", l)
	}
	var text string
	switch l {
	case NL:
		text = dutch[f.Code]
	default:
		if i, ok := slices.BinarySearchFunc(rows, f.Code, func(r row, c string) int { return strings.Compare(r.code, c) }); ok {
			text = rows[i].en
			if l == FR {
				text = rows[i].fr
			}
		}
	}
	if text == "" {
		text = byVendorText(f, l)
	}
	return text + details(f)
}

func byVendorText(f *bridge.Failure, l Lang) string {
	switch f.Message { // want medipimmessage/text
	case "":
		return UI("internal_server_error", l)
	case "Access denied", "Access denied.":
		return UI("forbidden", l)
	}
	if strings.Contains(strings.ToLower(f.Message), "log in") { // want medipimmessage/text
		return UI("unauthorized", l)
	}
	msg := strings.TrimSpace(f.Message)
	if msg == "" {
		return UI("internal_server_error", l)
	}
	return msg
}

func details(f *bridge.Failure) string {
	if len(f.Violations) == 0 {
		return ""
	}
	var fields []string
	var list []struct {
		Field string `json:"field"`
	}
	if json.Unmarshal(f.Violations, &list) == nil {
		for _, v := range list {
			fields = append(fields, v.Field)
		}
	}
	return fmt.Sprintf(" (%s)", strings.Join(fields, ", "))
}

// Tone decides how loud the toast is.
func Tone(err error) string {
	f, ok := errors.AsType[*bridge.Failure](err)
	if !ok {
		return "error"
	}
	if f.OriginCode() == 404 || f.Code == "not_authorized" {
		return "info"
	}
	if f.HTTPCode() < 500 { // want medipimstatus/branch
		return "warning"
	}
	return "error"
}

// Icon decides on the picture.
func Icon(f *bridge.Failure, l Lang) string {
	switch area, _, dotted := strings.Cut(f.Code, "."); {
	case dotted && area == "auth":
		return "lock"
	case strings.Contains(f.Code, "forbidden"): // want medipimcode/prefix
		return "hand"
	case strings.Contains(f.Code, "found"):
		return "lens"
	}
	if UI(string(l)+"/unauthorized", l) != "" {
		return "key"
	}
	return "cross"
}
