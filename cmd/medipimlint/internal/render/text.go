package render

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/fatih/color"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/vet"
)

// Colours are off unless stdout is a terminal and NO_COLOR is not set; package color sees to that.
var (
	bold  = color.New(color.Bold).SprintFunc()
	faint = color.New(color.Faint).SprintFunc()
	green = color.New(color.FgGreen, color.Bold).SprintFunc()
)

// Text prints the findings for people: each with its source line, the span marked, and a last line that
// sums them up.
//
//	client.go:41:5: message (analyzer)
//	    if env.Error.Status == 404 {
//	       ^~~~~~~~~~~~~~~~
//	  client.go:38: related information
func Text(out io.Writer, r *Report) error {
	w := bufio.NewWriter(out)
	sources := r.sources()
	for _, f := range r.Findings {
		fmt.Fprintf(w, "%s %s %s\n",
			bold(fmt.Sprintf("%s:%d:%d:", fileName(r.Paths.Short(f.Start.File)), f.Start.Line, f.Start.Column)),
			Printable(f.Message), faint("("+f.Rule+")"))
		if line, ok := sources.line(f.Start); ok {
			if source, mark := excerpt(line, f); !isCommand(source) {
				fmt.Fprintf(w, "    %s\n    %s\n", source, green(mark))
			}
		}
		for _, related := range f.Related {
			fmt.Fprintf(w, "  %s:%d: %s\n", fileName(r.Paths.Short(related.Start.File)), related.Start.Line, Printable(related.Message))
		}
	}
	fmt.Fprintln(w, r.Summary())
	return w.Flush()
}

// excerpt returns a finding's source line without its indentation, and a line that marks the span below
// it: "^" at its start, then "~" up to its end or, if that is further down, to the end of the line.
func excerpt(line string, f vet.Finding) (source, mark string) {
	start := min(max(f.Start.Column-1, 0), len(line))
	end := len(line)
	if f.End.Line == f.Start.Line && f.End.Column > 0 {
		end = min(max(f.End.Column-1, start), len(line))
	}
	indent := min(len(line)-len(strings.TrimLeft(line, " \t")), start)

	var b strings.Builder
	for _, c := range line[indent:start] {
		if c != '\t' { // a tab is as wide above as below
			c = ' '
		}
		b.WriteRune(c)
	}
	b.WriteByte('^')
	if n := len([]rune(line[start:end])); n > 1 {
		b.WriteString(strings.Repeat("~", n-1))
	}
	return Printable(line[indent:]), b.String()
}

// sources are the files that were read.
type sources struct {
	allowed map[string]bool // a line directive may name any other file
	lines   map[string][][]byte
}

func (r *Report) sources() sources { return sources{r.Sources, make(map[string][][]byte)} }

// content returns what is in a file of the packages. Any other has nothing.
func (s sources) content(file string) []byte {
	if !s.allowed[file] {
		return nil
	}
	content, _ := os.ReadFile(file)
	return content
}

// line returns the line of a position. A file that cannot be read has none.
func (s sources) line(p vet.Position) (string, bool) {
	lines, ok := s.lines[p.File]
	if !ok {
		lines = bytes.Split(s.content(p.File), []byte("\n"))
		s.lines[p.File] = lines
	}
	if p.Line < 1 || p.Line > len(lines) {
		return "", false
	}
	line := strings.TrimRight(string(lines[p.Line-1]), "\r")
	return line, strings.TrimSpace(line) != ""
}
