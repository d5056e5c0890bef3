package medipimretry

import (
	"bytes"
	"go/format"
	"go/parser"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// messages are what a report says: the expression first, then the remedy.
var messages = map[answer.Category]string{
	answer.Missing:    "%s is not retried when the API answers 429: back off and send again",
	answer.Incomplete: "%s leaves 429 out of the retry: add http.StatusTooManyRequests",
	answer.Library:    "%s does not retry a 429: set a condition that covers it, and a count",
	answer.Immediate:  "%s sends again at once after a 429: wait before the next try",
	answer.Fatal:      "%s ends the program on a 429: back off and send again",
	answer.Swallowed:  "%s passes over a 429: send again later, or return an error",
	answer.Unrewound:  "%s is repeated with a body that the first try has consumed: rewind it before each try",
	answer.Header:     "%s makes the retry of a 429 depend on Retry-After, which the API need not send: fall back to a delay of your own",
}

// message returns what the report says about the expression at.
func message(p *rule.Pass, r *answer.Report, at analysis.Range) string {
	text := strings.Replace(messages[r.Category], "%s", source(p, at), 1)
	if r.Hurried {
		text += ", and wait before the next try"
	}
	return text
}

// source returns the source of a short expression, on one line.
func source(p *rule.Pass, at analysis.Range) string {
	file := p.Fset.File(at.Pos())
	if file == nil {
		return "this"
	}
	content, err := p.ReadFile(file.Name())
	from, to := file.Offset(at.Pos()), file.Offset(at.End())
	if err != nil || to > len(content) || from >= to {
		return "this"
	}
	text := bytes.TrimSpace(content[from:to])
	if formatted, err := format.Source(text); err == nil {
		text = bytes.TrimSpace(formatted)
	}
	s := string(text)
	if strings.Contains(s, "\n") { // with comments between the lines, perhaps
		if x, err := parser.ParseExpr(s); err == nil {
			s = types.ExprString(x)
		}
		s = strings.Join(strings.Fields(s), " ")
	}
	if len(s) > 60 {
		s = strings.ToValidUTF8(s[:57], "") + "…"
	}
	return s
}
