package drivers

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/medipimlint/medipimlint/testdata/drivers/lsp"
)

// gopls is built as users build it.
var gopls = sync.OnceValues(func() (string, error) {
	command, err := medipimlint()
	if err != nil {
		return "", err
	}
	file := filepath.Join(bin, "gopls.exe")
	return file, runs(command, "gopls", "-o", file)
})

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// from returns a test for diagnostics of a rule on a line, which counts from 1.
func from(rule string, line int) func(lsp.Diagnostic) bool {
	return func(d lsp.Diagnostic) bool { return d.Source == rule && d.Range.Start.Line == line-1 }
}

// The mistake is typed, not saved; it is found, repaired by the quick fix, and gone.
func TestGoplsWhileTyping(t *testing.T) {
	dir := copyModule(t, "demo")
	file := filepath.Join(dir, "main.go")
	const wrong, right = `"method_not_allowed"`, `"http_method_not_allowed"`
	bad := read(t, file)
	good := strings.ReplaceAll(bad, wrong, right)
	line := strings.Count(bad[:strings.Index(bad, wrong)], "\n") + 1
	if err := os.WriteFile(file, []byte(good), 0o644); err != nil {
		t.Fatal(err)
	}

	s := lsp.Serve(t, program(t, gopls), dir, nil)
	s.Open(file, good)
	s.Wait(file, 1, func([]lsp.Diagnostic) bool { return true })
	s.Change(file, 2, bad)
	isMistake := from("medipimcode", line)
	found := s.Wait(file, 2, func(all []lsp.Diagnostic) bool { return slices.ContainsFunc(all, isMistake) })
	mistake := found[slices.IndexFunc(found, isMistake)]
	const warning = 2
	if mistake.Severity != warning || !strings.Contains(mistake.Message, "http_method_not_allowed") {
		t.Errorf("diagnostic = %+v, want a warning that names the code", mistake)
	}
	var about struct{ Href string }
	if json.Unmarshal(mistake.About, &about); about.Href != "https://pkg.go.dev/github.com/medipimlint/medipimlint/analyzer/medipimcode" {
		t.Errorf("the diagnostic leads to %s, want the rule's page", mistake.About)
	}
	if mistake.Code != "unknown" {
		t.Errorf("the diagnostic has the code %q, want its category", mistake.Code)
	}

	actions := s.Call("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": lsp.URI(file)},
		"range":        mistake.Range,
		"context":      map[string]any{"diagnostics": []any{mistake}, "only": []string{"quickfix"}},
	})
	repaired, ok := applied(t, actions, file, bad)
	if !ok {
		t.Fatalf("no quick fix among %s", actions)
	}
	if repaired != good {
		t.Errorf("the quick fix makes the file:\n%s", repaired)
	}
	s.Change(file, 3, repaired)
	s.Wait(file, 3, func(all []lsp.Diagnostic) bool { return !slices.ContainsFunc(all, isMistake) })
	if read(t, file) != good {
		t.Error("the file was written")
	}
}

// applied returns text after the first action that edits file.
func applied(t *testing.T, actions json.RawMessage, file, text string) (string, bool) {
	t.Helper()
	type edit struct {
		Range   lsp.Range
		NewText string
	}
	var list []struct {
		Edit struct {
			Changes         map[string][]edit
			DocumentChanges []struct {
				TextDocument struct{ URI string }
				Edits        []edit
			}
		}
	}
	if err := json.Unmarshal(actions, &list); err != nil {
		t.Fatal(err)
	}
	for _, action := range list {
		edits := action.Edit.Changes[lsp.URI(file)]
		for _, change := range action.Edit.DocumentChanges {
			if change.TextDocument.URI == lsp.URI(file) {
				edits = append(edits, change.Edits...)
			}
		}
		if len(edits) == 0 {
			continue
		}
		slices.SortFunc(edits, func(a, b edit) int { return offset(text, b.Range.Start) - offset(text, a.Range.Start) })
		for _, e := range edits {
			text = text[:offset(text, e.Range.Start)] + e.NewText + text[offset(text, e.Range.End):]
		}
		return text, true
	}
	return "", false
}

// offset returns where a place is in a text without characters beyond ASCII.
func offset(text string, p lsp.Position) int {
	at := 0
	for range p.Line {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	return at + p.Character
}

// An open file has the findings that the command has there, those that come from another package too.
func TestGoplsFindsWhatTheCommandFinds(t *testing.T) {
	for module, below := range map[string]string{"demo": "", "clients": "chain/"} {
		t.Run(module, func(t *testing.T) {
			dir := copyModule(t, module)
			want := slices.DeleteFunc(command(t, dir), func(f finding) bool { return !strings.HasPrefix(f.File, below) })
			var got []finding
			s := lsp.Serve(t, program(t, gopls), dir, nil)
			for name, text := range contents(t, dir) {
				if strings.HasPrefix(filepath.ToSlash(name), below) {
					got = append(got, shown(s, dir, name, text, want)...)
				}
			}
			compare(t, "gopls", got, want)
		})
	}
}

// shown opens a file of the module in dir, and returns what the server finds in it, once that is as much as is wanted.
func shown(s *lsp.Server, dir, name, text string, want []finding) []finding {
	expected := 0
	for _, f := range want {
		if f.File == filepath.ToSlash(name) {
			expected++
		}
	}
	file := filepath.Join(dir, name)
	s.Open(file, text)
	var found []finding
	s.Wait(file, 1, func(all []lsp.Diagnostic) bool {
		found = nil
		for _, d := range all {
			if strings.HasPrefix(d.Source, "medipim") {
				found = append(found, finding{filepath.ToSlash(name), d.Range.Start.Line + 1, d.Range.Start.Character + 1, d.Source, d.Message})
			}
		}
		return len(found) >= expected
	})
	return found
}

// The editor's setting "analyses" switches a rule off.
func TestGoplsAnalysesSetting(t *testing.T) {
	dir := copyModule(t, "demo")
	file := filepath.Join(dir, "medipim", "errors.go")
	s := lsp.Serve(t, program(t, gopls), dir, map[string]any{"analyses": map[string]any{"medipimcode": false}})
	s.Open(file, read(t, file))
	of := func(rule string) func(lsp.Diagnostic) bool {
		return func(d lsp.Diagnostic) bool { return d.Source == rule }
	}
	all := s.Wait(file, 1, func(all []lsp.Diagnostic) bool { return slices.ContainsFunc(all, of("medipimstatus")) })
	if slices.ContainsFunc(all, of("medipimcode")) {
		t.Error("medipimcode reports although it is off")
	}
}
