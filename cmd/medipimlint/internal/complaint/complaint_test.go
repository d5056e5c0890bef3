package complaint

import "testing"

func TestOf(t *testing.T) {
	for stderr, want := range map[string]string{
		"":                                       "",
		"go: downloading example.com/m v1.2.3\n": "",
		"go: downloading example.com/m v1.2.3\r\ngo: errors parsing go.mod:\r\ngo.mod:4: bad\r\n":    "errors parsing go.mod: go.mod:4: bad",
		"go: updates to go.mod needed; to update it:\n\tgo mod tidy\n":                               "updates to go.mod needed; to update it: go mod tidy",
		"# example.com/p\np.go:3:4: undefined: x\np.go:9:4: undefined: y\n":                          "p.go:3:4: undefined: x",
		"go: inconsistent vendoring in /m:\n\texample.com/x@v1.0.0: is explicitly required\n\n\tx\n": "inconsistent vendoring in /m: example.com/x@v1.0.0: is explicitly required",
		"go: warning: \"./...\" matched no packages\nno packages to vet\n":                           "no packages to vet",
		"it broke:\n": "it broke",
	} {
		if got := Of(stderr); got != want {
			t.Errorf("Of(%q) = %q, want %q", stderr, got, want)
		}
	}
}
