package medipimplugin

import (
	"fmt"
	"strings"
)

// teksten translates a code of the API; the cashier reads this.
var teksten = map[string]map[string]string{
	"nl": {
		"not_found":                         "Product niet gevonden",
		"not_authorized":                    "Geen toegang tot dit product",
		"authentication.not_authenticated":  "Niet aangemeld",
		"authentication.invalid_secret_key": "Verkeerd wachtwoord", // want medipimcode/unknown
		"server_error":                      "Storing bij de leverancier",
	},
	"fr": {
		"not_found":                          "Produit introuvable",
		"not_authorized":                     "Accès refusé",
		"authentication.not_authenticated":   "Non connecté",
		"authentication.invalid_api_secret":  "Mot de passe erroné",
		"authentication.api_key_is_inactive": "Clé désactivée", // want medipimcode/unknown
		"server_error":                       "Panne chez le fournisseur",
	},
}

// knoppen are the till's own texts: the keys look alike, and are ours.
var knoppen = map[string]string{
	"not_signed_in": "Meld u aan",
	"unauthorized":  "Vraag de apotheker",
	"not_found":     "Opnieuw zoeken",
	"rate_limited":  "Even geduld",
}

// Knop gives the text of a button, by the name of the screen's state.
func Knop(toestand string) string {
	if s, ok := knoppen[toestand]; ok {
		return s
	}
	return "OK"
}

func (p *Plugin) Tekst(f Fout) string {
	if t, ok := teksten[p.Lang][f.Code]; ok {
		return t
	}
	if t := teksten["nl"][f.Code]; t != "" {
		return t
	}
	return "Fout " + fmt.Sprint(f.Status)
}

// bundel is the i18n bundle of the display; its keys have a prefix.
var bundel = map[string]string{
	"medipim.not_found":    "404.png",
	"medipim.server_error": "storm.png",
	"medipim.default":      "vraagteken.png",
}

func Plaatje(f Fout) string {
	if png, ok := bundel["medipim."+f.Code]; ok {
		return png
	}
	return bundel["medipim.default"]
}

// Toon decides how loud the till beeps.
func Toon(f Fout) int {
	if strings.EqualFold(f.Code, "Server_Error") {
		return 3
	}
	if strings.EqualFold(f.Code, "Internal-Server-Error") { // want medipimcode/unknown
		return 3
	}
	if strings.ToUpper(f.Code) == "NOT_FOUND" {
		return 1
	}
	if strings.ToUpper(f.Code) == "Bad_Request" { // want medipimcode/case
		return 2
	}
	// the vendor's help desk asks for this one by its text
	if strings.HasPrefix(f.Bericht, "Unexpected error") { // want medipimmessage/text
		return 3
	}
	switch l := len(f.Code); {
	case l == 0:
		return 0
	case l > 30:
		return 2
	}
	return 1
}

// Kleur is for the lamp above the till.
func Kleur(f Fout) string {
	kleuren := [...]string{"wit", "geel", "rood"}
	if f.Status >= 500 {
		return kleuren[2]
	}
	if f.Status == 403 {
		switch f.Code {
		case "not_authorized":
			return kleuren[1]
		case "authentication.api_key_is_not_active": // want medipimpair/impossible
			return kleuren[2]
		}
	}
	return kleuren[0]
}
