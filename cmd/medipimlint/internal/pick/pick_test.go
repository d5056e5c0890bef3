package pick

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// workspace is a module with a dependency that is Medipim's by its text alone, and one that is not.
var workspace = map[string]string{
	"go.mod": "module example.com/m\n\ngo 1.26\n\nrequire (\n\texample.com/sdk v1.0.0\n\texample.com/plain v1.0.0\n)\n\n" +
		"replace (\n\texample.com/sdk v1.0.0 => ./third/sdk\n\texample.com/plain v1.0.0 => ./third/plain\n)\n",
	"third/sdk/go.mod":          "module example.com/sdk\n\ngo 1.26\n",
	"third/sdk/sdk.go":          "package sdk\n\nconst Host = \"https://api.MEDIPIM.be\"\n",
	"third/plain/go.mod":        "module example.com/plain\n\ngo 1.26\n",
	"third/plain/plain.go":      "package plain\n\nconst X = 1\n",
	"medipimpath/p.go":          "package p\n",
	"text/t.go":                 "package text\n\n// newMediPimClient\nconst X = 1\n",
	"user/u.go":                 "package user\n\nimport _ \"example.com/m/text\"\n",
	"useruser/u.go":             "package useruser\n\nimport _ \"example.com/m/user\"\n",
	"sdkuser/s.go":              "package sdkuser\n\nimport _ \"example.com/sdk\"\n",
	"plain/p.go":                "package plain\n\nimport (\n\t_ \"net/http\"\n\t_ \"example.com/plain\"\n)\n",
	"intest/i.go":               "package intest\n",
	"intest/i_test.go":          "package intest\n\nvar medipim = 1\n",
	"testuser/t.go":             "package testuser\n",
	"testuser/t_test.go":        "package testuser\n\nimport _ \"example.com/m/text\"\n",
	"external/e.go":             "package external\n",
	"external/external_test.go": "package external_test\n\nimport _ \"example.com/m/text\"\n",
	"ends_test/e.go":            "package ends_test // medipim\n",
	"tagged/plain.go":           "package tagged\n",
	"tagged/tagged.go":          "//go:build special\n\npackage tagged\n\nvar medipim = 1\n",
	"elsewhere/e_plan9.go":      "package elsewhere // medipim\n",
	"testdata/ignored/i.go":     "package ignored // medipim\n",
}

func unpack(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range workspace {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOFLAGS", "-mod=mod")
	t.Setenv("GOWORK", "off")
	return dir
}

func TestInScope(t *testing.T) {
	dir := unpack(t)
	tests := []struct {
		name  string
		query Query
		want  string
	}{
		{"all", Query{Patterns: []string{"./..."}},
			"ends_test intest medipimpath sdkuser text user useruser"},
		{"with tests", Query{Patterns: []string{"./..."}, Tests: true},
			"ends_test external intest medipimpath sdkuser testuser text user useruser"},
		{"with a build tag", Query{Patterns: []string{"./tagged", "./plain"}, Tags: "other,special"}, "tagged"},
		{"without it", Query{Patterns: []string{"./tagged", "./plain"}}, ""},
		{"one that uses what is not named", Query{Patterns: []string{"./useruser"}}, "useruser"},
		{"named twice", Query{Patterns: []string{"./text", "example.com/m/text", "./te..."}}, "text"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.query.Dir = dir
			selection, err := InScope(context.Background(), test.query)
			if err != nil {
				t.Fatal(err)
			}
			if got := short(selection.Packages); got != test.want {
				t.Errorf("packages: %s\nwant:     %s", got, test.want)
			}
			if len(selection.Problems) > 0 {
				t.Errorf("problems: %v", selection.Problems)
			}
		})
	}
}

func TestAll(t *testing.T) {
	dir := unpack(t)
	selection, err := All(context.Background(), Query{Dir: dir, Patterns: []string{"./..."}})
	if err != nil {
		t.Fatal(err)
	}
	want := "ends_test external intest medipimpath plain sdkuser tagged testuser text user useruser"
	if got := short(selection.Packages); got != want {
		t.Errorf("packages: %s\nwant:     %s", got, want)
	}
	if selection.Listed != 11 {
		t.Errorf("%d packages listed, want 11", selection.Listed)
	}
}

func TestProblemsAreNamedOnce(t *testing.T) {
	dir := unpack(t)
	write := func(name, content string) {
		name = filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("broken/b.go", "package broken // medipim\n\nimport _ \"example.com/nowhere\"\n")
	write("above/a.go", "package above\n\nimport _ \"example.com/m/broken\"\n")
	write("notours/n.go", "package notours\n\nimport _ \"example.com/nowhere\"\n")
	t.Setenv("GOFLAGS", "-mod=readonly")

	selection, err := InScope(context.Background(), Query{Dir: dir, Patterns: []string{"./broken", "./above", "./notours", "./text"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := short(selection.Packages); got != "text" {
		t.Errorf("packages: %s, want text", got)
	}
	if len(selection.Problems) != 1 || !strings.Contains(selection.Problems[0].Message, "example.com/nowhere") {
		t.Errorf("problems = %+v, want one about example.com/nowhere", selection.Problems)
	}
}

func short(packages []string) string {
	var names []string
	for _, path := range packages {
		names = append(names, strings.TrimPrefix(path, "example.com/m/"))
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// The word is found wherever the pieces end in which a file is read.
func TestMentionedInPieces(t *testing.T) {
	for size := 32<<10 - 10; size < 32<<10+10; size++ {
		text := strings.Repeat("medipi ", size/7+1)[:size]
		for _, r := range []io.Reader{strings.NewReader(text + "MediPim"), iotest.OneByteReader(strings.NewReader(text[:50] + "mEdipim" + text))} {
			if !mentioned(r) {
				t.Errorf("after %d bytes: not found", size)
			}
		}
		if mentioned(iotest.DataErrReader(strings.NewReader(text))) {
			t.Errorf("found in %d bytes without it", size)
		}
	}
}
