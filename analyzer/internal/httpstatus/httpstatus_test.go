package httpstatus

import (
	"net/http"
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
