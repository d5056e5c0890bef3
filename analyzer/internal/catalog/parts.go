package catalog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Place says where in a code a text is looked for.
type Place uint8

const (
	Start    Place = iota // the code begins with it
	End                   // the code ends in it
	Anywhere              // the code contains it
)

// NearestPart tells which part of a code s was meant to be, where no code has s at that place. The part may
// be a whole code. Candidates are parts too.
func (c *Catalog) NearestPart(s string, at Place) Match {
	parts := c.parts(at)
	bare := squash(s)
	if found := filter(parts, func(part string) bool { return bare != "" && squash(part) == bare }); len(found) > 0 {
		return Match{Kind: Separator, Code: alike(found, s), Candidates: []string{alike(found, s)}}
	}
	if at == Start && slices.Contains(authPrefixes, bare) {
		return Match{Kind: AuthPrefix, Code: authPrefix, Candidates: []string{authPrefix}}
	}
	if m := c.Nearest(s); m.Kind != Far {
		return m
	}
	if status := partOfSynonym(bare, at); status != 0 {
		return Match{Kind: Synonym, Candidates: c.ByStatus(status), Status: status}
	}
	if same := filter(parts, func(part string) bool { return edges(part) == edges(s) }); len(same) > 0 {
		parts = same // what ends with a dot was meant to end with one
	}
	return c.spelled(s, parts)
}

// parts returns what codes have at a place, cut between words, with and without the separators there.
func (c *Catalog) parts(at Place) []string {
	var parts []string
	for _, code := range c.Codes() {
		cuts := []int{0, len(code)}
		for i := range code {
			if code[i] == '_' || code[i] == '.' {
				cuts = append(cuts, i, i+1)
			}
		}
		slices.Sort(cuts)
		for i, from := range cuts {
			for _, to := range cuts[i+1:] {
				if (at != Start || from == 0) && (at != End || to == len(code)) && squash(code[from:to]) != "" {
					parts = append(parts, code[from:to])
				}
			}
		}
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}

// alike returns the one of parts, which have the same letters, that begins and ends as s does, if there is one.
func alike(parts []string, s string) string {
	for _, part := range parts {
		if edges(part) == edges(s) {
			return part
		}
	}
	return parts[0]
}

// edges tells whether s begins and ends with a separator.
func edges(s string) [2]bool {
	separates := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return [2]bool{separates(first), separates(last)}
}

// shortest is the length from which the part of a word says which word it is of.
const shortest = 5

// partOfSynonym returns the status that the words with bare at a place stand for, 0 if there are none or
// they stand for several.
func partOfSynonym(bare string, at Place) int {
	if len(bare) < shortest {
		return 0
	}
	has := [...]func(s, part string) bool{strings.HasPrefix, strings.HasSuffix, strings.Contains}[at]
	status := 0
	for name, row := range synonymIndex() {
		if !has(name, bare) {
			continue
		}
		if status != 0 && status != row.status {
			return 0
		}
		status = row.status
	}
	return status
}
