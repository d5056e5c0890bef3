package catalog

import (
	"slices"
	"strings"
	"testing"
)

const (
	notAuthenticated = "authentication.not_authenticated"
	keyNotFound      = "authentication.api_key_not_found"
	invalidSecret    = "authentication.invalid_api_secret"
	keyNotActive     = "authentication.api_key_is_not_active"
)

func TestNearest(t *testing.T) {
	credentials := []string{notAuthenticated, keyNotFound, invalidSecret, keyNotActive}
	c := New("stock_locked", "authentication.ip_blocked")
	for _, test := range []struct {
		s          string
		kind       Kind
		code       string
		candidates []string // only where code is ""
	}{
		{"not_found", Known, "not_found", nil},
		{"stock_locked", Known, "stock_locked", nil},

		{"unauthorized", Synonym, "", credentials},
		{"Unauthenticated", Synonym, "", credentials},
		{"authentication.unauthorized", Synonym, "", credentials},
		{"authentication.invalid_api_key", Synonym, "", credentials},
		{"forbidden", Synonym, "not_authorized", nil},
		{"access_denied", Synonym, "not_authorized", nil},
		{"PermissionDenied", Synonym, "not_authorized", nil},
		{"method_not_allowed", Synonym, "http_method_not_allowed", nil},
		{"Method Not Allowed", Synonym, "http_method_not_allowed", nil},
		{"unprocessable_entity", Synonym, "validation_failed", nil},
		{"unprocessable", Synonym, "validation_failed", nil},
		{"validation_error", Synonym, "validation_failed", nil},
		{"rate_limited", Synonym, "too_many_requests", nil},
		{"rateLimitExceeded", Synonym, "too_many_requests", nil},
		{"rate-limit", Synonym, "too_many_requests", nil},
		{"THROTTLED", Synonym, "too_many_requests", nil},
		{"internal_server_error", Synonym, "server_error", nil},
		{"internal_error", Synonym, "server_error", nil},
		{"invalid_request", Synonym, "bad_request", nil},
		{"resource_not_found", Synonym, "not_found", nil},
		{"route_not_found", Synonym, "endpoint_not_found", nil},
		{"page_not_found", Synonym, "", []string{"not_found", "endpoint_not_found"}},

		{"NOT_FOUND", Case, "not_found", nil},
		{"not_Found", Case, "not_found", nil},
		{"Stock_Locked", Case, "stock_locked", nil},
		{"AUTHENTICATION.NOT_AUTHENTICATED", Case, notAuthenticated, nil},

		{"not-found", Separator, "not_found", nil},
		{"notFound", Separator, "not_found", nil},
		{"NotFound", Separator, "not_found", nil},
		{"Not Found", Separator, "not_found", nil},
		{"notfound", Separator, "not_found", nil},
		{"TooManyRequests", Separator, "too_many_requests", nil},
		{"authentication_not_authenticated", Separator, notAuthenticated, nil},
		{"authentication/apiKeyNotFound", Separator, keyNotFound, nil},

		{"not_authenticated", AuthPrefix, notAuthenticated, nil},
		{"NotAuthenticated", AuthPrefix, notAuthenticated, nil},
		{"auth.not_authenticated", AuthPrefix, notAuthenticated, nil},
		{"api_key_is_not_active", AuthPrefix, keyNotActive, nil},
		{"ip-blocked", AuthPrefix, "authentication.ip_blocked", nil},
		{"authentication.not_found", AuthPrefix, "not_found", nil},
		{"authentication.not_authorized", AuthPrefix, "not_authorized", nil},
		{"Authentication-TooManyRequests", AuthPrefix, "too_many_requests", nil},

		{"429", Status, "too_many_requests", nil},
		{"404", Status, "", []string{"not_found", "endpoint_not_found"}},
		{"418", Status, "", nil},

		{"not_fuond", Spelling, "not_found", nil},
		{"authentication.api_secret_invalid", Spelling, "authentication.invalid_api_secret", nil},
		{"to_many_requests", Spelling, "too_many_requests", nil},
		{"TooManyRequest", Spelling, "too_many_requests", nil},
		{"validaton_failed", Spelling, "validation_failed", nil},
		{"Server-Eror", Spelling, "server_error", nil},
		{"not_authorised", Spelling, "not_authorized", nil},
		{"authentification.not_authenticated", Spelling, notAuthenticated, nil},
		{"api_key_not_active", Spelling, keyNotActive, nil},
		{"invalid_secret", Spelling, invalidSecret, nil},
		{"stock_loked", Spelling, "stock_locked", nil},

		{"key_not_found", Far, "", []string{keyNotFound, "not_found"}}, // four letters from both
		{"service_unavailable", Far, "", []string{"server_error"}},
		{"40", Far, "", []string{"not_found"}},
		{"699", Far, "", []string{"not_found"}},
		{"+42", Far, "", []string{"not_found"}},
	} {
		got := c.Nearest(test.s)
		want := test.candidates
		if test.code != "" {
			want = []string{test.code}
		}
		if got.Kind != test.kind || got.Code != test.code || !slices.Equal(got.Candidates, want) {
			t.Errorf("Nearest(%q) = kind %d, code %q, candidates %q; want kind %d, code %q, candidates %q",
				test.s, got.Kind, got.Code, got.Candidates, test.kind, test.code, want)
		}
	}
}

func TestNearestTellsTheStatus(t *testing.T) {
	c := New("stock_locked")
	for s, want := range map[string]int{
		"unauthorized": 401, "forbidden": 403, "404": 404, "418": 418, "NotFound": 404,
		"too_many_request": 429, "stock-locked": 0, "xyz": 0,
	} {
		if got := c.Nearest(s).Status; got != want {
			t.Errorf("Nearest(%q).Status = %d, want %d", s, got, want)
		}
	}
}

func TestNearestLeavesOpenWhatTwoCodesShare(t *testing.T) {
	c := New("Stock_Locked", "stock_locked", "stocklocked")
	for _, s := range []string{"STOCK_LOCKED", "stock-locked"} {
		if m := c.Nearest(s); m.Code != "" || len(m.Candidates) < 2 {
			t.Errorf("Nearest(%q) = %q of %q, want no choice among several", s, m.Code, m.Candidates)
		}
	}
}

func FuzzNearest(f *testing.F) {
	for _, s := range []string{
		"", "not_found", "Not Found", "unauthorized", "auth.", "authentication.", "404", "\xff_\x00",
		"İstanbul", "authentication.not_authenticatedé", strings.Repeat("not_found", 40),
	} {
		f.Add(s, "stock_locked")
	}
	f.Fuzz(func(t *testing.T, s, extra string) {
		c := New(extra)
		m := c.Nearest(s)
		if (m.Kind == Known) != c.Has(s) {
			t.Errorf("Nearest(%q).Kind = %d, Has = %v", s, m.Kind, c.Has(s))
		}
		if m.Code != "" && !c.Has(m.Code) {
			t.Errorf("Nearest(%q).Code = %q, which the catalog does not have", s, m.Code)
		}
		if (m.Code != "") != (len(m.Candidates) == 1 && m.Kind != Far) {
			t.Errorf("Nearest(%q): code %q, candidates %q", s, m.Code, m.Candidates)
		}
		for _, code := range m.Candidates {
			if !c.Has(code) {
				t.Errorf("Nearest(%q) names %q, which the catalog does not have", s, code)
			}
		}
	})
}

func BenchmarkNearest(b *testing.B) {
	c := New()
	for b.Loop() {
		c.Nearest("authentication.api_key_not_activ")
	}
}
