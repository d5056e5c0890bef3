package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medipimlint/medipimlint/testdata/fakeapi"
)

// The demo is a program that works while the API does, with and without the repairs. With them it also
// works where it failed before.
func TestDemoIsRepaired(t *testing.T) {
	demo := filepath.Join(root, "testdata", "demo")
	before := build(t, demo)

	dir := filepath.Join(t.TempDir(), "demo")
	if err := os.CopyFS(dir, os.DirFS(demo)); err != nil {
		t.Fatal(err)
	}
	if _, stderr, code := run(t, dir, medipimlint, "-fix"); code == 2 || stderr != "" {
		t.Fatalf("-fix: exit code %d, stderr:\n%s", code, stderr)
	}
	after := build(t, dir)
	if out, err := exec.Command("gofmt", "-l", dir).Output(); err != nil || len(out) > 0 {
		t.Errorf("gofmt would change %s (%v)", out, err)
	}
	if _, stderr, code := run(t, dir, "go", "vet", "./..."); code != 0 {
		t.Errorf("go vet: %s", stderr)
	}
	if diff, _, _ := run(t, dir, medipimlint, "-diff"); diff != "" {
		t.Errorf("there is something left to repair:\n%s", diff)
	}

	api := fakeapi.New(fakeapi.Options{})
	defer api.Close()
	const products, brands = "M1\t\nM2\t\n", "B1 \n"
	tests := []struct {
		args, scenario string
		before, after  string // what it prints; an error if it begins with "shelf:"
	}{
		{"find M1", "data", "M1\tGauze\n", "M1\tGauze\n"},
		{"query gauze", "data", products, products},
		{"brands", "data", brands, brands},
		{"export", "data", products, products},
		{"find M1", "not_found", "shelf: there is no product M1", "shelf: there is no product M1"},
		{"query gauze", "authentication.api_key_not_found",
			"shelf: the API does not accept our key", "shelf: the API does not accept our key"},

		{"find M1", "lying_status", "shelf: product M1: Not found", "shelf: there is no product M1"},
		{"find M1", "missing_status", "shelf: product M1: Not found", "shelf: there is no product M1"},
		{"query gauze", "authentication.invalid_api_secret",
			"shelf: Invalid API secret (authentication.invalid_api_secret)", "shelf: the API does not accept our key"},
		{"find M1", "throttled_twice", "shelf: product M1: Too many requests", "M1\tGauze\n"},
		{"query gauze", "throttled_twice", "shelf: Too many requests (too_many_requests)", products},
		{"brands", "throttled_twice", "", brands},
		{"brands", "not_authorized", "", "shelf: unexpected status 403 Forbidden"},
	}
	for _, test := range tests {
		for program, want := range map[string]string{before: test.before, after: test.after} {
			api.Reset()
			stdout, stderr, code := run(t, dir, program, append([]string{"-base", api.Base(test.scenario)}, strings.Fields(test.args)...)...)
			failed := strings.HasPrefix(want, "shelf:")
			if failed != (code != 0) || !failed && stdout != want || failed && strings.TrimSpace(stderr) != want {
				t.Errorf("%s in %s, repaired %t: exit code %d\nstdout %q\nstderr %q\nwant   %q",
					test.args, test.scenario, program == after, code, stdout, stderr, want)
			}
		}
	}
}

// build returns a program built from the module in dir.
func build(t *testing.T, dir string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "shelf.exe")
	if _, stderr, code := run(t, dir, "go", "build", "-o", program, "."); code != 0 {
		t.Fatalf("the demo does not build:\n%s", stderr)
	}
	return program
}
