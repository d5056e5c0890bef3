package render

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/vet"
)

// jsonReport is the document of -format json.
type jsonReport struct {
	Findings []jsonFinding `json:"findings"`
	Listed   int           `json:"packagesListed"`
	Analyzed int           `json:"packagesAnalyzed"`
	NotBuilt int           `json:"filesLeftOut,omitempty"` // for other platforms or tags
}

type jsonFinding struct {
	Rule     string `json:"rule"`
	Category string `json:"category"`
	Message  string `json:"message"`
	URL      string `json:"url,omitempty"`
	Package  string `json:"package"`
	jsonSpan
	Related []jsonRelated `json:"related,omitempty"`
	Fix     *vet.Fix      `json:"fix,omitempty"`
}

// jsonSpan is a place in a file; lines and columns count from 1, columns in bytes.
type jsonSpan struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
}

type jsonRelated struct {
	jsonSpan
	Message string `json:"message"`
}

// JSON prints the findings as one document, with file names relative to the working directory.
func JSON(w io.Writer, r *Report) error {
	doc := jsonReport{Findings: []jsonFinding{}, Listed: r.Listed, Analyzed: r.Analyzed, NotBuilt: r.NotBuilt}
	for _, f := range r.Findings {
		finding := jsonFinding{
			Rule:     f.Rule,
			Category: f.Category,
			Message:  f.Message,
			URL:      r.URL(f.Rule),
			Package:  f.Package,
			jsonSpan: r.span(f.Start, f.End),
		}
		for _, related := range f.Related {
			finding.Related = append(finding.Related, jsonRelated{r.span(related.Start, related.End), related.Message})
		}
		if len(f.Fixes) > 0 {
			fix := vet.Fix{Message: f.Fixes[0].Message}
			for _, edit := range f.Fixes[0].Edits {
				edit.File = r.slash(edit.File)
				fix.Edits = append(fix.Edits, edit)
			}
			finding.Fix = &fix
		}
		doc.Findings = append(doc.Findings, finding)
	}
	return writeJSON(w, doc)
}

// VetJSON prints the JSON of the vet tool, as "go vet -json" does, but as one object and in a fixed order.
func VetJSON(w io.Writer, r *Report) error {
	tree := r.Tree
	if tree == nil {
		tree = vet.Tree{}
	}
	return writeJSON(w, tree)
}

func (r *Report) span(start, end vet.Position) jsonSpan {
	s := jsonSpan{File: r.slash(start.File), Line: start.Line, Column: start.Column}
	if end.File == start.File {
		s.EndLine, s.EndColumn = end.Line, end.Column
	}
	return s
}

// slash returns a file's name for machines: relative if it can be, with slashes on every platform.
func (r *Report) slash(file string) string { return filepath.ToSlash(r.Paths.Short(file)) }

func writeJSON(w io.Writer, doc any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "\t")
	return encoder.Encode(doc)
}

// GitHub prints the findings as workflow commands, which GitHub Actions shows beside the code.
func GitHub(w io.Writer, r *Report) error {
	for _, f := range r.Findings {
		_, err := fmt.Fprintf(w, "::error file=%s,line=%d,endLine=%d,col=%d,endColumn=%d,title=%s::%s\n",
			property(r.slash(f.Start.File)), f.Start.Line, max(f.End.Line, f.Start.Line),
			f.Start.Column, max(f.End.Column, f.Start.Column), property(f.Rule), escaped(f.Message))
		if err != nil {
			return err
		}
	}
	return nil
}

// What GitHub's runner unescapes in a workflow command (actions/toolkit, packages/core/src/command.ts).
var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propData = strings.NewReplacer(":", "%3A", ",", "%2C")
)

func property(s string) string { return propData.Replace(escaped(s)) }

// escaped writes a text as the runner reads it. It knows no name for what a terminal acts upon, where logs are read.
func escaped(s string) string {
	return data.Replace(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\r' && c != '\n' && c != '\t' {
			return '?'
		}
		return c
	}, s))
}
