package httpstatus

import (
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	for status := -1; status < 1000; status++ {
		if got, want := Text(status), http.StatusText(status); got != want {
			t.Errorf("Text(%d) = %q, want %q", status, got, want)
		}
	}
}

func TestCanonicalHeader(t *testing.T) {
	for _, name := range []string{"", "retry-after", "RETRY-AFTER", "Retry-After", "x", "-x-", "x-1a-B", "ETag"} {
		if got, want := CanonicalHeader(name), http.CanonicalHeaderKey(name); got != want {
			t.Errorf("CanonicalHeader(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestNobodyElseLoadsIt: this package is there so that the command need not load net/http.
func TestNobodyElseLoadsIt(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "../../../cmd/medipimlint").Output()
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(strings.Fields(string(out)), "net/http") {
		t.Error("the command loads net/http: go list -deps ./cmd/medipimlint")
	}
}
