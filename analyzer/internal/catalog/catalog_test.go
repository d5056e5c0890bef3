package catalog

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestEntriesAreTheVendorsTwelve(t *testing.T) {
	entries := Entries()
	if len(entries) != 12 {
		t.Errorf("%d entries, want 12", len(entries))
	}
	seen := make(map[string]bool)
	for _, e := range entries {
		if seen[e.Code] {
			t.Errorf("%s is listed twice", e.Code)
		}
		seen[e.Code] = true
		if http.StatusText(e.Status) == "" || e.Status < 400 {
			t.Errorf("%s: %d is not an HTTP error status", e.Code, e.Status)
		}
		if e.Meaning == "" || e.Remedy == "" {
			t.Errorf("%s lacks its meaning or remedy", e.Code)
		}
		if strings.HasPrefix(e.Code, authPrefix) != (e.Status == 401) {
			t.Errorf("%s: the prefix %q belongs to 401 alone", e.Code, authPrefix)
		}
	}
	entries[0].Code = "changed"
	if Entries()[0].Code != "bad_request" {
		t.Error("a change to the result of Entries changed the catalog")
	}
}

func TestSynonymsAreNoCodesAndListedOnce(t *testing.T) {
	c := New()
	rows := make(map[string]int)
	for i, row := range synonyms {
		codes := c.ByStatus(row.status)
		if len(codes) == 0 {
			t.Errorf("row %d: %d has no code", i, row.status)
		}
		if row.code != "" && !slices.Contains(codes, row.code) {
			t.Errorf("row %d: %s does not come with %d", i, row.code, row.status)
		}
		for name := range strings.FieldsSeq(row.names) {
			if first, dup := rows[squash(name)]; dup {
				t.Errorf("%s is in row %d and row %d", name, first, i)
			}
			rows[squash(name)] = i
			for _, code := range c.Codes() {
				if squash(name) == squash(code) {
					t.Errorf("the synonym %s is the code %s", name, code)
				}
			}
		}
	}
}

func TestLookups(t *testing.T) {
	c := New("stock_locked", "not_found", "", "stock_locked", "another")
	if got, want := c.Codes()[12:], []string{"another", "stock_locked"}; !slices.Equal(got, want) {
		t.Errorf("added codes = %q, want %q", got, want)
	}
	for code, want := range map[string]bool{
		"not_found": true, "stock_locked": true, "": false, "Not_Found": false, "stock": false,
	} {
		if c.Has(code) != want {
			t.Errorf("Has(%q) = %v", code, !want)
		}
	}
	for code, want := range map[string]int{
		"not_found": 404, "too_many_requests": 429, "stock_locked": 0, "nothing": 0,
	} {
		if got := c.Status(code); got != want {
			t.Errorf("Status(%q) = %d, want %d", code, got, want)
		}
	}
	for status, want := range map[int][]string{
		404: {"not_found", "endpoint_not_found"}, 429: {"too_many_requests"}, 418: nil, 0: nil,
	} {
		if got := c.ByStatus(status); !slices.Equal(got, want) {
			t.Errorf("ByStatus(%d) = %q, want %q", status, got, want)
		}
	}
	if got, want := c.Statuses(), []int{400, 401, 403, 404, 405, 422, 429, 500}; !slices.Equal(got, want) {
		t.Errorf("Statuses() = %v, want %v", got, want)
	}
}
