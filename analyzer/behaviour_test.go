package analyzer_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
	"github.com/medipimlint/medipimlint/testdata/fakeapi"
)

// A behaviour is what a client of testdata/clients/medipim/runs does in a scenario of the fake API,
// as it is and with all fixes.
type behaviour struct {
	client, scenario string
	options          fakeapi.Options
	before, after    string   // what is printed, or how it begins
	bodies           []string // of the requests of the fixed client; nil if only the print counts
}

const (
	page  = `{"meta":{"total":2},"results":[{"id":"M1"},{"id":"M2"}]}`
	query = `{"filter":{"id":["M1","M2"]}}`
	first = `{"page":1}`
)

var (
	http2    = fakeapi.Options{HTTP2: true}
	http2One = fakeapi.Options{HTTP2: true, NoKeepAlive: true}
	oneShot  = fakeapi.Options{NoKeepAlive: true}
)

var behaviours = []behaviour{
	// The HTTP status decides, whatever the body says, or does not say.
	{client: "lookup", scenario: "lying_status", before: "error: medipim: 404", after: "ok: none"},
	{client: "lookup", scenario: "missing_status", before: "error: medipim: 404", after: "ok: none"},
	{client: "lookup", scenario: "string_status", before: "error: medipim: 404", after: "ok: none"},
	{client: "lookup", scenario: "empty_body", before: "error: medipim: 404", after: "ok: none"},
	{client: "lookup", scenario: "not_found", before: "ok: none", after: "ok: none"},
	{client: "lookup", scenario: "html_body", before: "error: medipim: 502", after: "error: medipim: 502"},
	{client: "lookup", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},

	// The same where the status travels in an error.
	{client: "failure", scenario: "lying_status", before: "error: medipim: 200 not_found", after: "ok: none"},
	{client: "failure", scenario: "missing_status", before: "error: medipim: 0 not_found", after: "ok: none"},
	{client: "failure", scenario: "empty_body", before: "error: medipim: 0", after: "ok: none"},
	{client: "failure", scenario: "html_body", before: "error: medipim: 0", after: "error: medipim is down"},
	{client: "failure", scenario: "not_authorized", before: "error: medipim: 403 not_authorized", after: "error: medipim: 403 not_authorized"},
	{client: "failure", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},

	// A code that the API never sends is now one that it sends.
	{client: "inactive", scenario: "authentication.api_key_is_not_active", before: "error: medipim: 401", after: "ok: inactive"},
	{client: "inactive", scenario: "authentication.invalid_api_secret", before: "error: medipim: 401", after: "error: medipim: 401"},
	{client: "inactive", scenario: "data", before: "ok: active", after: "ok: active", bodies: []string{""}},

	// A 429 is waited out, and every try has the same body.
	{client: "query", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(query, 1)},
	{client: "query", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(query, 3)},
	{client: "query", scenario: "throttled_twice", options: oneShot, before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(query, 3)},
	{client: "query", scenario: "throttled_twice", options: http2, before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(query, 3)},
	{client: "query", scenario: "throttled_seconds", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(query, 2)},
	{client: "query", scenario: "throttled_date", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(query, 2)},
	{client: "query", scenario: "throttled_empty", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(query, 2)},
	{client: "query", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: "},
	{client: "query", scenario: "server_error", before: "error: medipim: 500", after: "error: medipim: 500", bodies: repeat(query, 1)},

	{client: "patient", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "patient", scenario: "fails_once", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 2)},
	{client: "patient", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: medipim: 429", bodies: repeat(first, 5)},
	{client: "patient", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 1)},

	// Over HTTP/2 a consumed body is sent again empty, without any error.
	{client: "resend", scenario: "throttled_twice", options: http2, before: "error: medipim: 400", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "resend", scenario: "throttled_twice", options: http2One, before: "error: medipim: 400", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "resend", scenario: "throttled_twice", options: oneShot, before: "error: Post", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "resend", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 1)},

	// An error is no page without products.
	{client: "count", scenario: "bad_request", before: "ok: 0 products", after: "error: "},
	{client: "count", scenario: "lying_status", before: "ok: 0 products", after: "error: "},
	{client: "count", scenario: "data", before: "ok: 2 products", after: "ok: 2 products", bodies: repeat("{}", 1)},
}

func repeat(body string, n int) []string { return slices.Repeat([]string{body}, n) }

// TestBehaviour runs clients against the fake API, as they are and with all fixes.
func TestBehaviour(t *testing.T) {
	if testing.Short() || !complete() {
		t.Skip("builds programs and waits for their retries")
	}
	m := measure(t, clients)
	contents, err := m.Apply(fixture.Fixable(m.Findings))
	if err != nil {
		t.Error(err)
	}
	dir := t.TempDir()
	if err := m.Copy(dir, contents); err != nil {
		t.Fatal(err)
	}
	before, after := buildRuns(t, m.Dir), buildRuns(t, dir)
	for _, b := range behaviours {
		t.Run(fmt.Sprintf("%s/%s/%+v", b.client, b.scenario, b.options), func(t *testing.T) {
			if b.options.HTTP2 && runtime.GOOS != "linux" {
				t.Skip("SSL_CERT_FILE is not honoured on " + runtime.GOOS)
			}
			t.Parallel() // retries wait
			if got, _ := run(t, before, b); !strings.HasPrefix(got, b.before) {
				t.Errorf("unfixed: %s; want %s", got, b.before)
			}
			got, requests := run(t, after, b)
			if !strings.HasPrefix(got, b.after) {
				t.Errorf("fixed: %s; want %s", got, b.after)
			}
			var bodies []string
			for _, r := range requests {
				bodies = append(bodies, r.Body)
			}
			if b.bodies != nil && !slices.Equal(bodies, b.bodies) {
				t.Errorf("fixed: requests have bodies %q; want %q", bodies, b.bodies)
			}
		})
	}
}

// TestConsumedBody shows what the fix of a consumed body is for: without it, what arrives over HTTP/2 is
// empty the second time, and the client does not notice.
func TestConsumedBody(t *testing.T) {
	if testing.Short() || !complete() || runtime.GOOS != "linux" {
		t.Skip("builds programs; trusts a certificate through SSL_CERT_FILE")
	}
	_, requests := run(t, buildRuns(t, measure(t, clients).Dir), behaviour{client: "resend", scenario: "throttled_once", options: http2})
	if len(requests) != 2 || requests[0].Body != first || requests[1].Body != "" {
		t.Errorf("requests are %+v", requests)
	}
}

func buildRuns(t *testing.T, dir string) (program string) {
	t.Helper()
	program = filepath.Join(t.TempDir(), "runs.exe")
	cmd := exec.Command("go", "build", "-o", program, "./medipim/runs")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// run runs a client against a fresh fake and returns what it printed and sent.
func run(t *testing.T, program string, b behaviour) (string, []fakeapi.Request) {
	t.Helper()
	api := fakeapi.New(b.options)
	defer api.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, b.client, api.Base(b.scenario))
	cmd.Env = os.Environ()
	if pem := api.Certificate(); pem != "" {
		name := filepath.Join(t.TempDir(), "api.pem")
		if err := os.WriteFile(name, []byte(pem), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd.Env = append(cmd.Env, "SSL_CERT_FILE="+name)
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s in %s: %v\n%s", b.client, b.scenario, err, out)
	}
	return strings.TrimSpace(string(out)), api.Requests()
}
