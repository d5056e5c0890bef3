package vet

import (
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

func TestProblems(t *testing.T) {
	dir := filepath.FromSlash("/src")
	file := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	tests := []struct {
		name   string
		stderr string
		want   []string
	}{
		{"nothing", "", nil},
		{"downloads", "go: downloading example.com/m v1.2.3\n", nil},
		{"a package with errors is one line",
			"# example.com/p\np/p.go:3:4: undefined: x\np/p.go:9:4: undefined: y\ntoo many errors\n",
			[]string{file("p/p.go") + ":3:4: undefined: x (and 1 more in example.com/p)"}},
		{"two packages",
			"# example.com/p\n./p.go:3:4: undefined: x\n# example.com/q\nvet: q/q.go:1:2: bad\n",
			[]string{file("p.go") + ":3:4: undefined: x", file("q/q.go") + ":1:2: bad"}},
		{"a package and its test variant",
			"# example.com/p\np.go:3:4: undefined: x\n# example.com/p [example.com/p.test]\np.go:3:4: undefined: x\n",
			[]string{file("p.go") + ":3:4: undefined: x"}},
		{"an import that is missing",
			"p.go:3:4: no required module provides package x; to add it:\n\tgo get x\n",
			[]string{file("p.go") + ":3:4: no required module provides package x; to add it:"}},
		{"the go command itself",
			"go: updates to go.mod needed\n",
			[]string{"updates to go.mod needed"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := problems(test.stderr, dir); !slices.Equal(got, test.want) {
				t.Errorf("problems = %q, want %q", got, test.want)
			}
		})
	}
}

func TestTree(t *testing.T) {
	tree, err := decodeTrees([]byte(`
{"m/b": {"two": [{"posn": "/m/b.go:9:1", "end": "/m/b.go:9:2", "message": "late"},
                 {"posn": "/m/b.go:2:1", "end": "/m/b.go:2:5", "message": "early", "category": "c",
                  "suggested_fixes": [{"message": "mend", "edits": [{"filename": "/m/b.go", "start": 1, "end": 2, "new": "x"}]}],
                  "related": [{"posn": "/m/c.go:1:1", "end": "/m/c.go:1:1", "message": "there"}]}],
         "broken": {"error": "it broke"}}}
{"m/b_test": {"one": [{"posn": "/m/b.go:2:1", "end": "/m/b.go:2:5", "message": "earlier rule"}]}}
{"m/b": {"two": [{"posn": "/m/b.go:9:1", "end": "/m/b.go:9:2", "message": "late"}]}}
`))
	if err != nil {
		t.Fatal(err)
	}
	run := &Run{Packages: []string{"m/a", "m/b"}}
	findings, failures, err := tree.findings(run.packageOf)
	if err != nil {
		t.Fatal(err)
	}
	at := func(line, column int) Position { return Position{"/m/b.go", line, column} }
	want := []Finding{
		{Package: "m/b", Rule: "one", Message: "earlier rule", Start: at(2, 1), End: at(2, 5)},
		{Package: "m/b", Rule: "two", Message: "early", Category: "c", Start: at(2, 1), End: at(2, 5),
			Fixes:   []Fix{{"mend", []Edit{{"/m/b.go", 1, 2, "x"}}}},
			Related: []Related{{Position{"/m/c.go", 1, 1}, Position{"/m/c.go", 1, 1}, "there"}}},
		{Package: "m/b", Rule: "two", Message: "late", Start: at(9, 1), End: at(9, 2)},
	}
	if !reflect.DeepEqual(findings, want) {
		t.Errorf("findings = %+v\nwant %+v", findings, want)
	}
	if want := []string{"m/b: broken failed: it broke"}; !slices.Equal(failures, want) {
		t.Errorf("failures = %q, want %q", failures, want)
	}
	if _, err := decodeTrees([]byte("panic: no JSON")); err == nil {
		t.Error("no error for what is not JSON")
	}
}

func TestParsePosition(t *testing.T) {
	for s, want := range map[string]Position{
		"/a/b.go:3:14":      {"/a/b.go", 3, 14},
		`C:\a\b.go:3:14`:    {`C:\a\b.go`, 3, 14},
		"/a:1/b.go:3:14":    {"/a:1/b.go", 3, 14},
		"/a/b.go:3":         {"/a/b.go", 3, 0},
		"/a/b.go":           {"/a/b.go", 0, 0},
		"-":                 {"-", 0, 0},
		"":                  {},
		"/a/b.go:3:14:x.go": {"/a/b.go:3:14:x.go", 0, 0},
	} {
		if got := parsePosition(s); got != want {
			t.Errorf("parsePosition(%q) = %+v, want %+v", s, got, want)
		}
	}
}
