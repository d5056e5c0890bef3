package medipimcode

import (
	"fmt"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
)

// A form is the way in which a code is compared with a text.
type form uint8

const (
	equal form = iota
	equalFold
	prefix
	suffix
	contains
)

// forms are the comparisons that a code can be put to, by function; "" is ==.
var forms = map[string]form{
	"":                  equal,
	"strings.Compare":   equal,
	"cmp.Compare":       equal,
	"reflect.DeepEqual": equal,
	"strings.EqualFold": equalFold,
	"strings.HasPrefix": prefix,
	"strings.HasSuffix": suffix,
	"strings.CutPrefix": prefix,
	"strings.CutSuffix": suffix,
	"strings.Contains":  contains,
}

// A verdict says why a text can never be a code, and which code it was meant to be.
type verdict struct {
	category string
	message  string
	code     string // the text to put in its place, "" if that is not clear
}

// judge tells whether a code can meet text in this form, after it was brought to a letter case
// (fold: 'l', 'u' or 0). ok is false if it can.
func judge(c *catalog.Catalog, how form, fold byte, text string) (v verdict, ok bool) {
	switch how {
	case prefix, suffix, contains:
		return search(c, how, fold, text)
	}
	if possible(c, how, fold, text) {
		return verdict{}, false
	}
	m := c.Nearest(text)
	switch {
	case m.Kind == catalog.Known: // in another case than the code was brought to
		upper := strings.ToUpper(text)
		return verdict{"case", fmt.Sprintf("%q can never equal an upper-case code: compare with %q", text, upper), ""}, true
	case m.Kind == catalog.Case && fold == 'l':
		return verdict{"case", fmt.Sprintf("%q can never equal a lower-case code: compare with %q", text, m.Code), m.Code}, true
	case fold == 'u' && m.Kind == catalog.Case:
		return verdict{"case", fmt.Sprintf("%q can never equal an upper-case code: compare with %q", text, strings.ToUpper(m.Code)), ""}, true
	case m.Kind == catalog.Case:
		return verdict{"case", fmt.Sprintf("%q is not how the API writes the code: %q", text, m.Code), m.Code}, true
	case m.Kind == catalog.Status:
		return verdict{"status", fmt.Sprintf("%q is an HTTP status, not an error code: %s", text, instead(m)), m.Code}, true
	}
	v = verdict{"unknown", fmt.Sprintf("%q is not an error code of the API: %s", text, instead(m)), m.Code}
	if fold == 'u' {
		v.code = ""
	}
	return v, true
}

// possible reports whether some code can equal text.
func possible(c *catalog.Catalog, how form, fold byte, text string) bool {
	for _, code := range c.Codes() {
		switch fold {
		case 'l':
			code = strings.ToLower(code)
		case 'u':
			code = strings.ToUpper(code)
		}
		if code == text || how == equalFold && strings.EqualFold(code, text) {
			return true
		}
	}
	return false
}

func search(c *catalog.Catalog, how form, fold byte, text string) (verdict, bool) {
	holds := map[form]func(s, part string) bool{prefix: strings.HasPrefix, suffix: strings.HasSuffix, contains: strings.Contains}[how]
	for _, code := range c.Codes() {
		if fold == 'u' {
			code = strings.ToUpper(code)
		}
		if holds(code, text) {
			return verdict{}, false
		}
	}
	what := map[form]string{prefix: "begins with", suffix: "ends in", contains: "contains"}[how]
	place := map[form]catalog.Place{prefix: catalog.Start, suffix: catalog.End, contains: catalog.Anywhere}[how]
	m := c.NearestPart(text, place)
	v := verdict{"prefix", fmt.Sprintf("no error code of the API %s %q: %s", what, text, instead(m)), ""}
	if fold == 0 {
		v.code = m.Code
	}
	return v, true
}

// instead names the remedy: the codes that come into question.
func instead(m catalog.Match) string {
	var quoted []string
	for _, code := range m.Candidates {
		quoted = append(quoted, fmt.Sprintf("%q", code))
	}
	list := strings.Join(quoted, ", ")
	switch {
	case m.Code != "":
		return "use " + list
	case len(quoted) == 0:
		return "see the catalog"
	case m.Status != 0:
		return fmt.Sprintf("status %d comes with %s", m.Status, list)
	}
	return "the nearest is " + list
}
