package catalog

import (
	"slices"
	"strings"
	"testing"
)

func TestNearestPart(t *testing.T) {
	c := New("stock_locked")
	credentials := c.ByStatus(401)
	for _, test := range []struct {
		s          string
		at         Place
		kind       Kind
		code       string
		candidates []string // only where code is ""
	}{
		{"auth.", Start, AuthPrefix, "authentication.", nil},
		{"auth_", Start, AuthPrefix, "authentication.", nil},
		{"authentication_", Start, Separator, "authentication.", nil},
		{"Authentication", Start, Separator, "authentication", nil},
		{"AUTHENTICATION.", Start, Separator, "authentication.", nil},
		{"authentification.", Start, Spelling, "authentication.", nil},
		{"authorization.", Start, Spelling, "authentication.", nil},
		{"credentials.", Start, Far, "", []string{"authentication."}},
		{"token.", Start, Synonym, "", credentials},
		{"http-method", Start, Separator, "http_method", nil},
		{"stock.", Start, Separator, "stock_", nil},
		{"rate_limit", Start, Synonym, "too_many_requests", nil},
		{"unauth", Start, Synonym, "", credentials},

		{"-found", End, Separator, "_found", nil},
		{"_fuond", End, Spelling, "_found", nil},
		{"NotActive", End, Separator, "not_active", nil},
		{"_missing", End, Synonym, "", c.ByStatus(404)},
		{"not_fund", End, Spelling, "not_found", nil},

		{"api-key", Anywhere, Separator, "api_key", nil},
		{"apikey", Anywhere, Separator, "api_key", nil},
		{"throttl", Anywhere, Synonym, "", []string{"too_many_requests"}},
		{"404", Anywhere, Status, "", []string{"not_found", "endpoint_not_found"}},
		{"429", Anywhere, Status, "too_many_requests", nil},
	} {
		m := c.NearestPart(test.s, test.at)
		want := test.candidates
		if test.code != "" {
			want = []string{test.code}
		}
		if m.Kind != test.kind || m.Code != test.code || !slices.Equal(m.Candidates, want) {
			t.Errorf("NearestPart(%q, %d) = %+v, want kind %d, code %q, candidates %q", test.s, test.at, m, test.kind, test.code, want)
		}
	}
	for _, s := range []string{"_", "?", "zzz"} {
		for _, at := range []Place{Start, End, Anywhere} {
			if m := c.NearestPart(s, at); m.Code != "" || len(m.Candidates) == 0 {
				t.Errorf("NearestPart(%q, %d) = %+v, want candidates and no code", s, at, m)
			}
		}
	}
}

func FuzzNearestPart(f *testing.F) {
	for i, s := range []string{
		"", "auth.", "_found", "api-key", "Not ", "401", "throttl", "\xff_\x00", "İ", "authentication.é", strings.Repeat("_found", 40),
	} {
		f.Add(s, "stock_locked", uint8(i))
	}
	f.Fuzz(func(t *testing.T, s, extra string, at uint8) {
		c := New(extra)
		place := Place(at % 3)
		m := c.NearestPart(s, place)
		if m.Code != "" && (len(m.Candidates) != 1 || m.Candidates[0] != m.Code || m.Kind == Far) {
			t.Errorf("NearestPart(%q, %d): code %q, candidates %q", s, place, m.Code, m.Candidates)
		}
		has := [...]func(s, part string) bool{strings.HasPrefix, strings.HasSuffix, strings.Contains}[place]
		for _, part := range m.Candidates {
			if !slices.ContainsFunc(c.Codes(), func(code string) bool { return has(code, part) }) {
				t.Errorf("NearestPart(%q, %d) names %q, which no code has there", s, place, part)
			}
		}
	})
}
