// Package medipimspelling writes the words by heart.
package medipimspelling

import (
	"encoding/json"
	"strconv"
	"strings"
)

type doc struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

type reason = string

func why(b []byte) reason {
	var d doc
	_ = json.Unmarshal(b, &d)
	return d.Error.Code
}

// A number as a word, for the limit.
func limited(b []byte) bool {
	return why(b) == "429" // want medipimcode/status
}

// A number as a word, in a case beside a proper one.
func server(b []byte) bool {
	switch why(b) {
	case "server_error", "503": // want medipimcode/status
		return true
	}
	return false
}

// A number as a word, made from a number that is a number.
func line(b []byte, n int) string {
	return why(b) + "/" + strconv.Itoa(n)
}

// The word lost what stands before the dot.
func anonymous(b []byte) bool {
	return why(b) == "not_authenticated" // want medipimcode/unknown
}

// The word has what stands before the dot.
func anonymousFull(b []byte) bool {
	return why(b) == "authentication"+"."+"not_authenticated"
}

// The word has a dot where it has none.
func deniedDot(b []byte) bool {
	return why(b) == "authentication.not_authorized" // want medipimcode/unknown
}

// Small letters against capitals, inside a switch.
func lowered(b []byte) int {
	switch strings.ToLower(why(b)) {
	case "not_found":
		return 1
	case "Bad_Request": // want medipimcode/case
		return 2
	}
	return 0
}

// Capitals against capitals, inside a switch.
func uppered(b []byte) int {
	switch strings.ToUpper(why(b)) {
	case "NOT_FOUND":
		return 1
	case "BAD_REQUEST":
		return 2
	}
	return 0
}

// Capitals against small letters, in a variable.
func shouted(b []byte) bool {
	loud := strings.ToUpper(strings.TrimSpace(why(b)))
	return loud == "server_error" // want medipimcode/case
}

// Dashes instead of underscores.
func dashed(b []byte) bool {
	return why(b) == "endpoint-not-found" // want medipimcode/unknown
}

// Dashes are replaced before the word is compared.
func undashed(b []byte, own string) bool {
	own = strings.ReplaceAll(own, "-", "_")
	return why(b) == own
}

// A word in the middle that codes have.
func keyTrouble(b []byte) bool { return strings.Contains(why(b), "api_key") }

// The last element after the split is not the code.
func lastPart(b []byte) bool {
	parts := strings.Split(why(b), ".")
	return parts[len(parts)-1] == "invalid_secret_or_key"
}

// A slice of the code is not the code.
func firstLetters(b []byte) bool {
	w := why(b)
	return len(w) > 4 && w[:4] == "auth"
}

// The trimmed code is a part only.
func trimmed(b []byte) bool {
	return strings.TrimPrefix(why(b), "authentication.") == "not_authenticated"
}

// The words on the left, and parentheses around.
func reversed(b []byte) bool {
	return ("method_not_supported") == (why(b)) // want medipimcode/unknown
}

// The words on the left, and negated.
func negated(b []byte) bool {
	return !("http_method_not_allowed" != why(b))
}

// A variable that no one knows at compile time.
func configured(b []byte, env func(string) string) bool {
	return why(b) == env("IGNORED_CODE")
}

var _ = []any{limited, server, line, anonymous, anonymousFull, deniedDot, lowered, uppered, shouted, dashed, undashed, keyTrouble, lastPart, firstLetters, trimmed, reversed, negated, configured}
