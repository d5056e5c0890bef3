package rule

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPlain(t *testing.T) {
	for message, want := range map[string]string{
		"m[`a`] is text":                  "m[`a`] is text",
		"m[`a\r\n\n\tb`] is text":         "m[`a b`] is text",
		"m[\"\x1b[31m\"] is text":         "m[\" [31m\"] is text",
		strings.Repeat("é", 360):          strings.Repeat("é", 360),
		strings.Repeat("é", 360) + " end": strings.Repeat("é", 240) + "…" + strings.Repeat("é", 116) + " end",
	} {
		if got := plain(message); got != want || !utf8.ValidString(got) {
			t.Errorf("plain(%q) = %q, want %q", message, got, want)
		}
	}
}
