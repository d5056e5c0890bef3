// Package medipimlines writes a line about each failure, and some functions read those lines again.
package medipimlines

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
)

type envelope struct {
	Error struct {
		Status  uint   `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// line has the parts in a fixed order.
func line(e envelope) string {
	var b strings.Builder
	b.WriteString("medipim said: ")
	b.WriteString(e.Error.Message)
	return b.String()
}

// The line is searched for what the sentence holds.
func late(e envelope) bool {
	return strings.Contains(line(e), "too many requests") // want medipimmessage/text
}

// The line is searched for what the sentence holds, after a change of case.
func loud(e envelope) bool {
	l := strings.ToLower(fmt.Sprintf("%s (%s)", e.Error.Message, e.Error.Code))
	if i := strings.Index(l, "not authorized"); i >= 0 { // want medipimmessage/text
		return true
	}
	return false
}

// The line's own length is asked.
func long(e envelope) bool { return len(line(e)) > 80 }

var lastWord = regexp.MustCompile(`(\w+)\.?$`)

// The last word of the sentence decides.
func lastIs(e envelope) bool {
	m := lastWord.FindStringSubmatch(e.Error.Message) // want medipimmessage/text
	return len(m) == 2 && m[1] == "inactive"
}

// The first words of the sentence are the tag of a switch.
func first(e envelope) string {
	head, _, _ := strings.Cut(e.Error.Message, ":")
	switch strings.TrimSpace(head) { // want medipimmessage/text
	case "Invalid product":
		return "product"
	case "Invalid brand":
		return "brand"
	}
	return ""
}

// The sentence stands in front of a text of ours, which is what is asked.
func ours(e envelope, note string) bool {
	l := e.Error.Message + " " + note
	slog.Info("failed", "text", l, "status", e.Error.Status, "code", e.Error.Code)
	return strings.HasSuffix(note, "!")
}

// Only whether there is a sentence is asked.
func silent(e envelope) bool {
	return strings.TrimSpace(e.Error.Message) == "" || len(e.Error.Message) == 0
}

// Attributes for the log are built, and switch nothing.
func attrs(e envelope) []slog.Attr {
	return []slog.Attr{
		slog.Uint64("body_status", uint64(e.Error.Status)),
		slog.String("code", e.Error.Code),
		slog.String("message", e.Error.Message),
	}
}

// The level of the log is a branch on the body's number.
func levelFor(e envelope) slog.Level {
	switch true {
	case e.Error.Status >= 500: // want medipimstatus/branch
		return slog.LevelError
	case e.Error.Code == "not_found":
		return slog.LevelInfo
	case e.Error.Code == "resource_not_found": // want medipimcode/unknown
		return slog.LevelInfo
	}
	return slog.LevelWarn
}

// The level of the log is a branch on the line's number.
func levelForLine(resp *http.Response) slog.Level {
	switch true {
	case resp.StatusCode >= 500:
		return slog.LevelError
	case resp.StatusCode == 404:
		return slog.LevelInfo
	}
	return slog.LevelWarn
}

func read(b []byte) (e envelope) {
	_ = json.Unmarshal(b, &e)
	return e
}

// The search goes on until a body's number stops it, past a label.
func firstBroken(bodies [][]byte) int {
search:
	for i, b := range bodies {
		switch e := read(b); {
		case e.Error.Code == "":
			continue search
		case e.Error.Status/100 == 5: // want medipimstatus/branch
			return i
		case e.Error.Code == "server_error":
			break search
		}
	}
	return -1
}

var _ = []any{late, loud, long, lastIs, first, ours, silent, attrs, levelFor, levelForLine, firstBroken}
