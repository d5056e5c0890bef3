package analyzer_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// Each rule's page says what it must, in the order of all pages, and lists the rule's categories.
func TestPages(t *testing.T) {
	for _, rule := range analyzer.Suite {
		rest := rule.Doc
		for _, part := range []string{"❌ Wrong:\n\n\t", "✅ Right:\n\n\t", "\n# Categories\n", "\n# What is not reported\n",
			"\n# Fix\n", "\n# Silencing\n", `"//nolint:` + rule.Name + ` // reason"`} {
			_, after, ok := strings.Cut(rest, part)
			if !ok {
				t.Errorf("the page of %s lacks %q, or has it elsewhere", rule.Name, part)
				break
			}
			rest = after
		}
		_, list, _ := strings.Cut(rule.Doc, "\n# Categories\n")
		list, _, _ = strings.Cut(list, "\n# ")
		var listed []string
		for line := range strings.Lines(list) {
			if category, _, ok := strings.Cut(strings.TrimPrefix(line, "  - "), ": "); ok && strings.HasPrefix(line, "  - ") {
				listed = append(listed, category)
			}
		}
		if want := fixture.Categories[rule.Name]; !slices.Equal(listed, want) {
			t.Errorf("the page of %s lists the categories %q, want %q", rule.Name, listed, want)
		}
	}
}

// A message is one line, lower case but for the code in it, without a full stop, names the expression, and
// leaves the rule's name to the driver.
func TestMessageStyle(t *testing.T) {
	if !complete() {
		t.Skip("part of the findings")
	}
	m := measure(t, clients)
	for _, f := range m.Findings {
		text := source(t, filepath.Join(m.Dir, f.File), f)
		if strings.ContainsAny(f.Message, "\n\t") || strings.HasSuffix(f.Message, ".") || strings.Contains(f.Message, f.Analyzer) {
			t.Errorf("%s: a message of several lines, with a full stop, or with the rule's name", f.String())
		}
		if first := []rune(f.Message)[0]; unicode.IsUpper(first) && !strings.HasPrefix(text, string(first)) {
			t.Errorf("%s: the message begins with a capital letter", f.String())
		}
		message := dense(enclosed.ReplaceAllString(f.Message, ""))
		named := strings.Contains(message, text)
		if _, value, ok := strings.Cut(text, "=="); ok {
			named = named || strings.Contains(message, value)
		}
		if _, err := strconv.QuotedPrefix(f.Message); err == nil {
			named = true // a constant, by its value
		}
		if start, _, ok := strings.Cut(message, "…"); ok {
			named = named || strings.HasPrefix(text, start) // cut short
		}
		if !named {
			t.Errorf("%s: the message does not name %s", f.String(), text)
		}
	}
}

var (
	comments = regexp.MustCompile(`//.*|(?s:/\*.*?\*/)`)
	enclosed = regexp.MustCompile(`/\*.*?\*/`)
)

// source returns the text of a finding's span without comments, dense.
func source(t *testing.T, file string, f fixture.Finding) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content[f.Pos.Offset:f.End.Offset])
	text = enclosed.ReplaceAllString(text, "")
	if strings.Contains(text, "\n") { // else // is a part of an address
		text = comments.ReplaceAllString(text, "")
	}
	return strings.ReplaceAll(dense(text), ",)", ")")
}

// dense returns text without spaces.
func dense(text string) string { return strings.Join(strings.Fields(text), "") }
