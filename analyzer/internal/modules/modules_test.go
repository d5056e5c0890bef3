package modules

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// TestModules runs the tests that need modules of their own: how libraries behave on a 429, and what
// the real golangci-lint and gopls make of the rules. The benchmarks take too long; they are vetted.
func TestModules(t *testing.T) {
	if testing.Short() {
		t.Skip("builds large programs")
	}
	look(t, "../../..")
	test := []string{"test", "-count=1", "-timeout", "40m"}
	for _, m := range []struct {
		dir      string
		command  []string
		packages string
	}{
		{"../../..", test, "./testdata/fakeapi/..."},
		{"../../../testdata/libraries", test, "./..."},
		{"../../../testdata/libraries/restybeta", test, "./..."},
		{"../../../testdata/drivers", test, "./..."},
		{"../../../testdata/bench", []string{"vet"}, "./..."},
	} {
		t.Run(m.dir, func(t *testing.T) {
			cmd := exec.Command("go", slices.Concat(m.command, []string{m.packages})...)
			cmd.Dir = m.dir
			cmd.Env = append(os.Environ(), "GOWORK=off")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", cmd, err, out)
			}
		})
	}
}

// look looks at every file below dir: the go command remembers a test's result by what the test itself has
// looked at, and does not see what the commands read that it starts.
func look(t *testing.T, dir string) {
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == ".git" {
			return filepath.SkipDir
		}
		_, err = os.Stat(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
