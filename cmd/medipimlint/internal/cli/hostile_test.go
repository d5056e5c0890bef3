package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A line directive may name any file. Findings are reported there, as with every tool of Go's; but nothing is read
// there, and nothing is written.
func TestLineDirectiveElsewhere(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.go")
	write(t, secret, "hunter2\nhunter2\nhunter2\n")
	dir := module(t, map[string]string{
		"p/p.go":       "package p // medipim\n\n//line " + secret + ":1\nvar badElsewhere = 1\n",
		"p/command.go": "package p\n\n//line ::stop-commands::x:1\nvar badCommand = 1\n",
		"p/escape.go":  "package p\n\n//line \x1b[2J:1\nvar badEscape = 1\n",
		"p/device.go":  "package p\n\n//line /dev/zero:1\nvar badDevice = 1\n",
		"p/notes.txt":  "hunter2\n",
		"p/beside.go":  "package p\n\n//line notes.txt:1\nvar badBeside = 1\n",
	})
	before := contents(t, dir)
	for _, format := range formats {
		got := run(t, filepath.Join(dir, "p"), "-format", format)
		if got.code != 1 || got.stderr != "" {
			t.Errorf("%s: exit code %d, stderr %q", format, got.code, got.stderr)
		}
		if strings.Contains(got.stdout, "hunter2") || strings.Contains(got.stdout, "\x1b") {
			t.Errorf("%s has what it must not read, or what a terminal obeys:\n%q", format, got.stdout)
		}
		for line := range strings.Lines(got.stdout) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") && !strings.HasPrefix(line, "::error file=") {
				t.Errorf("%s has a command for the CI service: %q", format, line)
			}
		}
	}
	run(t, dir, "-fix")
	if got := readFile(t, secret); !strings.HasPrefix(got, "hunter2") {
		t.Errorf("another file was changed: %q", got)
	}
	for name, content := range contents(t, dir) {
		if now := strings.ReplaceAll(content, "good", "bad"); now != before[name] {
			t.Errorf("%s was changed:\n%s", name, content)
		}
	}
}

// What a CI service obeys in a program's output is not in it, whatever a source line has.
func TestCommandsInSource(t *testing.T) {
	dir := module(t, map[string]string{
		"p.go": "package p // medipim\n\nvar a = `\n::set-output name=x::y` + badStart\n\nconst badStart = \"##vso[task.setvariable]\" + \"##[add-path]x\"\n",
	})
	got := run(t, dir)
	for _, bad := range []string{"##vso[", "##[", "::set-output"} {
		if strings.Contains(got.stdout, bad) {
			t.Errorf("%s is in the output:\n%s", bad, got.stdout)
		}
	}
	if !strings.Contains(got.stdout, "p.go:4:27: badStart is a bad name") || got.code != 1 {
		t.Errorf("exit code %d, stdout:\n%s", got.code, got.stdout)
	}
}

// File names may have in them what ends a line or changes a terminal.
func TestOddFileNames(t *testing.T) {
	dir := module(t, map[string]string{"a.go": "package p // medipim\n"})
	for i, name := range []string{"b\n::error::x.go", "c\x1b[31m.go", "d\"e.go"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("package p\n\nvar bad"+string(rune('A'+i))+" = 1\n"), 0o644); err != nil {
			t.Skip(err)
		}
	}
	text := run(t, dir)
	if strings.Count(text.stdout, "\n") != 3*4+1 || strings.Contains(text.stdout, "\x1b") {
		t.Errorf("text has more lines, or what a terminal obeys:\n%q", text.stdout)
	}
	github := run(t, dir, "-format", "github")
	if strings.Count(github.stdout, "\n") != 3 || !strings.Contains(github.stdout, "file=b%0A%3A%3Aerror%3A%3Ax.go,") {
		t.Errorf("annotations:\n%q", github.stdout)
	}
	names := namesIn(t, run(t, dir, "-format", "json").stdout)
	if names != "badA badB badC" {
		t.Errorf("findings: %s", names)
	}
	diff := run(t, dir, "-diff")
	for _, header := range []string{"+++ \"b/c\\033[31m.go\"\n", "+++ \"b/d\\\"e.go\"\n"} {
		if !strings.Contains(diff.stdout, header) {
			t.Errorf("no %q in the diff:\n%q", header, diff.stdout)
		}
	}
}

// Patterns, tags and revisions that look like flags of the go command, or of git, are none.
func TestNothingIsTakenForAFlag(t *testing.T) {
	dir := module(t, shop)
	proof := filepath.Join(t.TempDir(), "proof")
	for _, args := range [][]string{
		{"-tags", "-toolexec=touch " + proof},
		{"-tags", "-o=" + proof},
		{"-since", "--output=" + proof},
		{"--", "-toolexec=touch " + proof},
		{"./...", "-toolexec=touch " + proof},
		{"@" + proof},
		{"-C", "-toolexec=touch " + proof},
	} {
		got := run(t, dir, args...)
		if _, err := os.Stat(proof); err == nil {
			t.Fatalf("%q wrote a file: %+v", args, got)
		}
		if lines := strings.Count(got.stderr, "\n"); lines > 1 {
			t.Errorf("%q: %d lines on stderr:\n%s", args, lines, got.stderr)
		}
	}
}

// What is left out of the build is looked at only if it is a file: a pipe would wait, a device has no end.
func TestLeftOutAndNoFile(t *testing.T) {
	dir := module(t, shop)
	if err := os.Symlink("/dev/zero", filepath.Join(dir, "api/zero_plan9.go")); err != nil {
		t.Skip(err)
	}
	if got := run(t, dir); got.code != 1 || !strings.Contains(got.stdout, "4 findings") {
		t.Errorf("exit code %d, stderr %q, stdout:\n%s", got.code, got.stderr, got.stdout)
	}
}
