package drivers

import (
	"path/filepath"
	"strings"
	"testing"
)

// What is known of the packages that a program sends through reaches every driver from other modules too. None of
// the copies has been seen before, so nothing comes from a cache.
func TestFactsOfOtherModules(t *testing.T) {
	dir := filepath.Join(copyModule(t, "modules"), "shop")
	found := command(t, dir)
	if len(found) != 1 || found[0].Rule != "medipimretry" || found[0].Line != 34 {
		t.Errorf("the command found %v, want the send through a transport that only counts", found)
	}
	_, stderr, _ := run(t, dir, "go", "vet", "-vettool="+program(t, medipimlint), "./...")
	if strings.Count(stderr, "medipim.go:") != 1 || !strings.Contains(stderr, "medipim.go:34:") {
		t.Errorf("go vet found %s", stderr)
	}
	configure(t, dir)
	compare(t, "golangci-lint", issues(t, dir), found)
}
