package catalog

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Kind says how a string relates to the code that it was meant to be.
type Kind uint8

// The kinds, in the order in which they are judged.
const (
	Known      Kind = iota // the catalog has the string
	Synonym                // another API's word for it: rate_limited
	Case                   // the code in another case: NOT_FOUND
	Separator              // other separators: not-found, notFound, "Not Found"
	AuthPrefix             // "authentication." missing or too much, or written otherwise
	Status                 // an HTTP status in digits: 404
	Spelling               // a slip of the pen: not_fuond
	Far                    // nothing like it in the catalog, or several codes that are as near
)

// Match is what [Catalog.Nearest] found.
type Match struct {
	Kind Kind
	// Code is the code that was meant; "" if that is not clear.
	Code string
	// Candidates are the codes to name in a message: Code alone where it is set, else the codes
	// that come into question, else the nearest one or two. Empty for a status without a code.
	Candidates []string
	// Status is the HTTP status meant; 0 if that is not known.
	Status int
}

// Nearest tells which code s was meant to be. Code is set only where that is clear.
func (c *Catalog) Nearest(s string) Match {
	if c.Has(s) {
		return c.matched(Known, s)
	}
	if m, ok := c.synonym(s); ok {
		return m
	}
	codes := c.Codes()
	bare := squash(s)
	for _, step := range []struct {
		kind  Kind
		means func(code string) bool
	}{
		{Case, func(code string) bool { return strings.EqualFold(code, s) }},
		{Separator, func(code string) bool { return bare != "" && squash(code) == bare }},
		{AuthPrefix, func(code string) bool { return samePastPrefix(code, s) }},
	} {
		if found := filter(codes, step.means); len(found) > 0 {
			return c.matched(step.kind, found...)
		}
	}
	if status, ok := httpStatus(s); ok {
		m := c.matched(Status, c.ByStatus(status)...)
		m.Status = status
		return m
	}
	return c.spelled(s, codes)
}

// matched returns the match of one code or of several that come into question.
func (c *Catalog) matched(kind Kind, codes ...string) Match {
	m := Match{Kind: kind, Candidates: codes}
	if len(codes) == 1 {
		m.Code = codes[0]
		m.Status = c.Status(m.Code)
	}
	return m
}

// synonymIndex finds the row of synonyms by squashed name.
var synonymIndex = sync.OnceValue(func() map[string]*synonym {
	index := make(map[string]*synonym)
	for i := range synonyms {
		for name := range strings.FieldsSeq(synonyms[i].names) {
			index[squash(name)] = &synonyms[i]
		}
	}
	return index
})

func (c *Catalog) synonym(s string) (Match, bool) {
	index := synonymIndex()
	row := index[squash(s)]
	if row == nil && len(s) > len(authPrefix) && strings.EqualFold(s[:len(authPrefix)], authPrefix) {
		row = index[squash(s[len(authPrefix):])] // authentication.unauthorized
	}
	if row == nil {
		return Match{}, false
	}
	codes := c.ByStatus(row.status)
	if row.code != "" {
		codes = []string{row.code}
	}
	m := c.matched(Synonym, codes...)
	m.Status = row.status
	return m, true
}

// httpStatus reads a string of three digits that is an HTTP status.
func httpStatus(s string) (int, bool) {
	if len(s) != 3 {
		return 0, false
	}
	n, err := strconv.ParseUint(s, 10, 16)
	return int(n), err == nil && 100 <= n && n < 600
}

// samePastPrefix reports whether s is code but for an authentication prefix that only one of them
// has, or that s writes otherwise (auth.not_authenticated), in any case and with any separators.
func samePastPrefix(code, s string) bool {
	want := squash(strings.TrimPrefix(code, authPrefix))
	have := squash(s)
	if want == "" || have == want {
		return want != "" // the prefix is missing: equal codes were matched before
	}
	for _, prefix := range authPrefixes {
		if rest, found := strings.CutPrefix(have, prefix); found && rest == want {
			return true
		}
	}
	return false
}

// spelled returns the code that s misspells: the one within a third of its length, if no second is
// as near. Case, separators and a lacking authentication prefix do not count as mistakes.
func (c *Catalog) spelled(s string, codes []string) Match {
	var nearest []string
	least := -1
	for _, code := range codes {
		d := min(distance(s, code), distance(words(s), words(code)))
		if bare, found := strings.CutPrefix(code, authPrefix); found {
			d = min(d, distance(words(s), words(bare)))
		}
		if inOrder(s) == inOrder(code) {
			d = min(d, 1) // authentication.api_secret_invalid
		}
		switch {
		case least < 0 || d < least:
			least, nearest = d, []string{code}
		case d == least:
			nearest = append(nearest, code)
		}
	}
	if len(nearest) == 1 && 3*least <= utf8.RuneCountInString(s) {
		return c.matched(Spelling, nearest[0])
	}
	if len(nearest) > 2 {
		nearest = nearest[:2]
	}
	return Match{Kind: Far, Candidates: nearest}
}

// longest is the length in bytes up to which a string is compared letter by letter. What is longer
// can be no code misspelt, and the time of a comparison grows with the product of both lengths.
const longest = 128

// distance returns the edit distance of a and b; of a very long a, an upper bound.
func distance(a, b string) int {
	if len(a) > longest {
		return levenshtein.ComputeDistance(a[:longest], b) + len(a) - longest
	}
	return levenshtein.ComputeDistance(a, b)
}

// squash leaves of s its letters and digits, lowered: what remains of a code however it is written.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// words writes s as the catalog would: lowered, with "_" between words. A dot stays a dot.
func words(s string) string {
	var b strings.Builder
	prev := rune(0)
	for _, r := range s {
		switch {
		case r == '.':
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			r = '_'
		case unicode.IsUpper(r) && (unicode.IsLower(prev) || unicode.IsDigit(prev)):
			b.WriteByte('_')
		}
		prev = r
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// inOrder returns the words of s in alphabetical order.
func inOrder(s string) string {
	list := strings.FieldsFunc(words(s), func(r rune) bool { return r == '_' || r == '.' })
	slices.Sort(list)
	return strings.Join(list, " ")
}

func filter(codes []string, keep func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !keep(code) })
}
