package modules

import (
	"os"
	"os/exec"
	"testing"
)

// TestModules runs the tests that need modules of their own: how libraries behave on a 429, and what
// the real golangci-lint and gopls make of the rules.
func TestModules(t *testing.T) {
	if testing.Short() {
		t.Skip("builds large programs")
	}
	for _, m := range []struct{ dir, packages string }{
		{"../../..", "./testdata/fakeapi/..."},
		{"../../../testdata/libraries", "./..."},
		{"../../../testdata/libraries/restybeta", "./..."},
		{"../../../testdata/drivers", "./..."},
	} {
		t.Run(m.dir, func(t *testing.T) {
			cmd := exec.Command("go", "test", "-timeout", "40m", m.packages)
			cmd.Dir = m.dir
			cmd.Env = append(os.Environ(), "GOWORK=off")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", cmd, err, out)
			}
		})
	}
}
