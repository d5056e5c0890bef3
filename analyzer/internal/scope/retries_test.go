package scope

import (
	"slices"
	"testing"
)

func TestMayRetry(t *testing.T) {
	const (
		tripper = "package p\nfunc (t *T) RoundTrip(r *http.Request) (*http.Response, error) {"
		wrapper = "package p\nfunc Do(r *nethttp.Request) (resp *nethttp.Response, err error) {"
		maker   = "package p\nfunc New() *http.Client {"
		user    = "package p\nvar codes = map[int]bool{500: true}"
	)
	for _, test := range []struct {
		name, path string
		imports    string
		files      []string
		want       bool
	}{
		{name: "a round tripper and a wait", path: "example.com/httpx", files: []string{tripper, "// waits after http.StatusTooManyRequests"}, want: true},
		{name: "a wrapper that backs off", path: "example.com/httpx", files: []string{wrapper + " exponentialBackoff()"}, want: true},
		{name: "a maker of clients, elsewhere retries", path: "company/httpx", files: []string{maker, "const maxRetries = 3"}, want: true},
		{name: "the number beside a sender", path: "example.com/httpx", files: []string{tripper + " 429"}, want: true},
		{name: "the number elsewhere", path: "example.com/promhttp", files: []string{tripper, "case 429:"}},
		{name: "a round tripper that only counts", path: "example.com/otelhttp", files: []string{tripper + " t.requests.Add(1)"}},
		{name: "retries of something else", path: "example.com/jobs", files: []string{user, "func retry()"}},
		{name: "retries of something that is not HTTP", path: "example.com/db", imports: "database/sql", files: []string{tripper, "retry"}},
		{name: "the standard library", path: "net/http/httputil", files: []string{tripper + " retry"}},
		{name: "its neighbours", path: "golang.org/x/oauth2", files: []string{tripper + " retry"}},
		{name: "a set-up of resty", path: "example.com/restyx", imports: "github.com/go-resty/resty/v2", files: []string{"func New() *resty.Client { SetRetryCount(3) }"}, want: true},
	} {
		imports := test.imports
		if imports == "" {
			imports = "net/http"
		}
		read := false
		contents := func(yield func([]byte) bool) {
			read = true
			for _, f := range test.files {
				if !yield([]byte(f)) {
					return
				}
			}
		}
		if got := MayRetry(test.path, slices.Values([]string{"fmt", imports}), contents); got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
		if (test.path == "net/http/httputil" || imports == "database/sql") && read {
			t.Errorf("%s: read", test.name)
		}
	}
}
