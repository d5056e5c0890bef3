package origin

import "testing"

func TestNormal(t *testing.T) {
	tests := []struct {
		path  string
		style int
		want  string
	}{
		{"error", plain, "error"},
		{"error.status", plain, "error.status"},
		{"error.status", dotted, "error.status"},
		{"error|status", dotted, "error.status"},
		{"@this.error.status", dotted, "error.status"},
		{"error|@pretty|code", dotted, "error.code"},
		{`err\or.status`, dotted, "error.status"},
		{`a\.b.status`, dotted, "a.b.status"},
		{"*.status", dotted, "error.status"},
		{"err*.c?de", dotted, "error.code"},
		{"error.*", dotted, "error.status"},
		{"results.*.status", dotted, "results.*.status"},
		{"errors.0.status", dotted, "errors.0.status"},
		{"Error.Status", dotted, "Error.Status"},
		{"", dotted, ""},
		{"$.error.status", jsonPath, "error.status"},
		{"$['error']['status']", jsonPath, "error.status"},
		{`$["error"].code`, jsonPath, "error.code"},
		{"$", jsonPath, ""},
		{"/error/status", pointer, "error.status"},
	}
	for _, tt := range tests {
		if got := normal(tt.path, tt.style); got != tt.want {
			t.Errorf("normal(%q, %d) = %q, want %q", tt.path, tt.style, got, tt.want)
		}
	}
}

func TestMatches(t *testing.T) {
	tests := []struct {
		pattern, key string
		want         bool
	}{
		{"*", "error", true},
		{"*", "", true},
		{"err*", "error", true},
		{"*r*", "error", true},
		{"e????", "error", true},
		{"e???", "error", false},
		{"status", "code", false},
		{"?", "", false},
	}
	for _, tt := range tests {
		if got := matches(tt.pattern, tt.key); got != tt.want {
			t.Errorf("matches(%q, %q) = %t", tt.pattern, tt.key, got)
		}
	}
}
