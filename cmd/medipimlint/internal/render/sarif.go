package render

import (
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/vet"
)

// The part of SARIF 2.1.0 that is used here:
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Short   sarifMessage `json:"shortDescription"`
		Full    sarifMessage `json:"fullDescription"`
		HelpURI string       `json:"helpUri,omitempty"`
		Help    sarifHelp    `json:"help"`
		Default sarifLevel   `json:"defaultConfiguration"`
	}
	sarifHelp struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown"` // which a rule's page is, too
	}
	sarifLevel struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
		Props     map[string]any  `json:"properties,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifMessage `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion   `json:"deletedRegion"`
		Inserted *sarifMessage `json:"insertedContent,omitempty"`
	}
)

// SARIF prints the findings as a SARIF 2.1.0 log, with the rules, their pages and the repairs.
func SARIF(w io.Writer, r *Report) error {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name:           "medipimlint",
			Version:        r.Version,
			InformationURI: "https://github.com/medipimlint/medipimlint",
		}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	index := make(map[string]int)
	for i, rule := range r.Rules {
		index[rule.Name] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, ruleOf(rule))
	}
	c := &columns{r.sources(), r}
	for _, f := range r.Findings {
		result := sarifResult{
			RuleID:    f.Rule,
			RuleIndex: index[f.Rule],
			Level:     "warning",
			Message:   sarifMessage{f.Message},
			Locations: []sarifLocation{{Physical: c.physical(f.Start, f.End)}},
		}
		if f.Category != "" {
			result.Props = map[string]any{"category": f.Category}
		}
		for _, related := range f.Related {
			result.Related = append(result.Related,
				sarifLocation{c.physical(related.Start, related.End), &sarifMessage{related.Message}})
		}
		if len(f.Fixes) > 0 {
			result.Fixes = []sarifFix{c.fix(f.Fixes[0])}
		}
		run.Results = append(run.Results, result)
	}
	return writeJSON(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func ruleOf(rule *analysis.Analyzer) sarifRule {
	title, page, _ := strings.Cut(rule.Doc, "\n")
	page = strings.TrimSpace(page)
	if page == "" {
		page = title
	}
	return sarifRule{
		ID:      rule.Name,
		Short:   sarifMessage{title},
		Full:    sarifMessage{title},
		HelpURI: rule.URL,
		Help:    sarifHelp{page, page},
		Default: sarifLevel{"warning"},
	}
}

// columns turns byte columns and byte offsets into SARIF's regions, which count code points.
type columns struct {
	sources sources
	report  *Report
}

func (c *columns) physical(start, end vet.Position) sarifPhysical {
	region := sarifRegion{StartLine: max(start.Line, 1), StartColumn: c.column(start)}
	if end.File == start.File && end.Line > 0 {
		region.EndLine, region.EndColumn = end.Line, c.column(end)
	}
	return sarifPhysical{sarifArtifact{c.uri(start.File)}, region}
}

// column counts code points. A position without a column has none.
func (c *columns) column(p vet.Position) int {
	line, _ := c.sources.line(p)
	if p.Column < 1 || p.Column-1 > len(line) {
		return p.Column
	}
	return len([]rune(line[:p.Column-1])) + 1
}

func (c *columns) uri(file string) string {
	path := c.report.slash(file)
	if filepath.IsAbs(file) && path == filepath.ToSlash(file) { // not below the working directory
		return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(path, "/")}).String()
	}
	return (&url.URL{Path: path}).String()
}

func (c *columns) fix(fix vet.Fix) sarifFix {
	result := sarifFix{Description: sarifMessage{fix.Message}}
	at := make(map[string]int) // file to index of its change
	for _, edit := range fix.Edits {
		i, ok := at[edit.File]
		if !ok {
			i = len(result.Changes)
			at[edit.File] = i
			result.Changes = append(result.Changes, sarifChange{Artifact: sarifArtifact{c.uri(edit.File)}})
		}
		content := c.sources.content(edit.File)
		start, end := position(content, edit.Start), position(content, edit.End)
		replacement := sarifReplacement{Deleted: sarifRegion{start.Line, start.Column, end.Line, end.Column}}
		if edit.New != "" {
			replacement.Inserted = &sarifMessage{edit.New}
		}
		result.Changes[i].Replacements = append(result.Changes[i].Replacements, replacement)
	}
	return result
}

// position returns line and column, in code points, of a byte offset.
func position(content []byte, offset int) vet.Position {
	before := string(content[:min(max(offset, 0), len(content))])
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return vet.Position{Line: strings.Count(before, "\n") + 1, Column: len([]rune(line)) + 1}
}
