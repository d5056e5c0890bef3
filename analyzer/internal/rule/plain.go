package rule

import (
	"strings"
	"unicode"
)

// Messages name expressions, which may be as long as source lets them be, and go over several lines.
const (
	longestHead = 240 // characters that a message keeps from its start,
	longestTail = 120 // and, where what to do stands, from its end
)

// plain makes a message one line of bearable length.
func plain(message string) string {
	if strings.ContainsFunc(message, unicode.IsControl) {
		message = strings.Join(strings.FieldsFunc(message, unicode.IsControl), " ")
	}
	if len(message) <= longestHead+longestTail {
		return message
	}
	if text := []rune(message); len(text) > longestHead+longestTail {
		message = string(text[:longestHead]) + "…" + string(text[len(text)-longestTail:])
	}
	return message
}
