package main

import (
	"testing"
)

// The module is built and vetted for the other systems that people work on.
func TestOtherSystems(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles the standard library for each")
	}
	for _, system := range [][2]string{{"windows", "amd64"}, {"darwin", "arm64"}} {
		t.Run(system[0], func(t *testing.T) {
			t.Setenv("GOOS", system[0])
			t.Setenv("GOARCH", system[1])
			t.Setenv("CGO_ENABLED", "0")
			for _, verb := range []string{"build", "vet"} {
				if _, stderr, code := run(t, root, "go", verb, "./..."); code != 0 {
					t.Errorf("go %s: %s", verb, stderr)
				}
			}
		})
	}
}
