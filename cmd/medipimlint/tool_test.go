package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A module that has the command as a tool, from a checkout, runs it with "go tool", and as go vet's tool.
func TestToolDirective(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "m")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "testdata", "demo"))); err != nil {
		t.Fatal(err)
	}
	checkout, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	// What the README's "go mod edit" and "go mod tidy" write, but for the latter's look into the network.
	own, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	requirements := regexp.MustCompile(`(?m)^module .*$`).ReplaceAllString(string(own), "module example.com/pharmacy/shelf")
	for name, content := range map[string]string{
		"go.mod": requirements + "\nrequire github.com/medipimlint/medipimlint v0.0.0\n\n" +
			"replace github.com/medipimlint/medipimlint => " + checkout + "\n\n" +
			"tool github.com/medipimlint/medipimlint/cmd/medipimlint\n",
		"go.sum": read(t, filepath.Join(root, "go.sum")),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOFLAGS", "-mod=mod")

	want, _, _ := run(t, dir, medipimlint, "./...")
	got, stderr, code := run(t, dir, "go", "tool", "medipimlint", "./...")
	if got != want || code != 1 {
		t.Errorf("go tool medipimlint: exit code %d, stderr %q\n%s\nwant 1 and:\n%s", code, stderr, got, want)
	}
	if _, stderr, code := run(t, dir, "go", "tool", "medipimlint", "-nosuchflag"); code != 2 || strings.Count(stderr, "\n") != 1 {
		t.Errorf("go tool medipimlint -nosuchflag: exit code %d, stderr %q, want 2 and one line", code, stderr)
	}
	tool, _, _ := run(t, dir, "go", "tool", "-n", "medipimlint")
	_, stderr, code = run(t, dir, "go", "vet", "-vettool="+strings.TrimSpace(tool), "-medipimcode", ".")
	if !strings.Contains(stderr, `main.go:78:22: "method_not_allowed" is not an error code of the API`) || code != 1 {
		t.Errorf("go vet with the tool: exit code %d, stderr:\n%s", code, stderr)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
