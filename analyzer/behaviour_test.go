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
	form  = "id=M1&id=M2&page=1"
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

	// In every form of a decision.
	{client: "presence", scenario: "missing_status", before: "ok:", after: "error: medipim: not_found"},
	{client: "presence", scenario: "empty_body", before: "ok:", after: "error: medipim:"},
	{client: "presence", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},
	{client: "tag", scenario: "lying_status", before: "error: medipim: not_found", after: "ok: none"},
	{client: "tag", scenario: "html_body", before: "ok:", after: "error: medipim:"},
	{client: "tag", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},
	{client: "table", scenario: "lying_status", before: "error: medipim: not_found", after: "ok: none"},
	{client: "table", scenario: "not_authorized", before: "ok: hidden", after: "ok: hidden"},
	{client: "table", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},
	{client: "said", scenario: "missing_status", before: "error: medipim: not_found", after: "ok: none"},
	{client: "said", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},
	{client: "text", scenario: "empty_body", before: "error: medipim:", after: "ok: none"},
	{client: "text", scenario: "html_body", before: "error: medipim:", after: "error: medipim is down"},
	{client: "text", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},
	{client: "built", scenario: "lying_status", before: "error: find: medipim: 200 not_found", after: "ok: none"},
	{client: "built", scenario: "not_authorized", before: "error: find: medipim: 403 not_authorized", after: "error: find: medipim: 403 not_authorized"},
	{client: "built", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},

	// The code decides, however the text puts it.
	{client: "wording", scenario: "reworded", before: "error: medipim: 404", after: "ok: none"},
	{client: "wording", scenario: "not_found", before: "ok: none", after: "ok: none"},
	{client: "wording", scenario: "not_authorized", before: "error: medipim: 403", after: "error: medipim: 403"},
	{client: "wording", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},

	// A code that the API never sends is now one that it sends.
	{client: "inactive", scenario: "authentication.api_key_is_not_active", before: "error: medipim: 401", after: "ok: inactive"},
	{client: "inactive", scenario: "authentication.invalid_api_secret", before: "error: medipim: 401", after: "error: medipim: 401"},
	{client: "inactive", scenario: "data", before: "ok: active", after: "ok: active", bodies: []string{""}},

	{client: "tables", scenario: "not_found", before: "error: medipim: 404", after: "ok: none"},
	{client: "tables", scenario: "not_authorized", before: "error: medipim: 403", after: "ok: hidden"},
	{client: "tables", scenario: "authentication.invalid_api_secret", before: "error: medipim: 401", after: "ok: wrong key"},
	{client: "tables", scenario: "server_error", before: "error: medipim: 500", after: "ok: down"},
	{client: "tables", scenario: "bad_request", before: "error: medipim: 400", after: "error: medipim: 400"},
	{client: "tables", scenario: "data", before: "ok: Gauze", after: "ok: Gauze", bodies: []string{""}},

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

	{client: "get", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: {", bodies: repeat("", 3)},
	{client: "get", scenario: "data", before: "ok: {", after: "ok: {", bodies: repeat("", 1)},
	{client: "head", scenario: "throttled_twice", before: "error: medipim: 429", after: "error: medipim: 405", bodies: repeat("", 3)},
	{client: "head", scenario: "data", before: "error: medipim: 405", after: "error: medipim: 405", bodies: repeat("", 1)},
	{client: "post", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "post", scenario: "throttled_twice", options: http2, before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "post", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 1)},
	{client: "form", scenario: "throttled_twice", before: "error: medipim: 429", after: "error: medipim: 400", bodies: repeat(form, 3)},
	{client: "form", scenario: "throttled_twice", options: http2, before: "error: medipim: 429", after: "error: medipim: 400", bodies: repeat(form, 3)},
	{client: "form", scenario: "data", before: "error: medipim: 400", after: "error: medipim: 400", bodies: repeat(form, 1)},
	{client: "form", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: medipim: 429", bodies: repeat(form, 6)},

	{client: "slice", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "slice", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: medipim: 429", bodies: repeat(first, 5)},
	{client: "slice", scenario: "fails_once", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 2)},
	{client: "map", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "map", scenario: "not_found", before: "error: medipim: 404", after: "error: medipim: 404", bodies: repeat(first, 1)},
	{client: "case", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "case", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: medipim: no answer", bodies: repeat(first, 5)},
	{client: "predicate", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "predicate", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: medipim: 429", bodies: repeat(first, 5)},
	{client: "predicate", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 1)},
	{client: "failed", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "failed", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: medipim: 429", bodies: repeat(first, 5)},
	{client: "failed", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 1)},

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

// libraryBehaviours are the same for the clients of testdata/libraries/clients/medipim/runs.
var libraryBehaviours = []behaviour{
	{client: "resty2", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "resty2", scenario: "throttled_twice", options: http2, before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "resty2", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: medipim: 429", bodies: repeat(first, 4)},
	{client: "resty2", scenario: "server_error", before: "error: medipim: 500", after: "error: medipim: 500", bodies: repeat(first, 1)},
	{client: "resty2", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 1)},
	{client: "resty2 counted", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "resty2 counted", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: medipim: 429", bodies: repeat(first, 5)},
	{client: "resty2 counted", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 1)},
	{client: "resty3", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "resty3", scenario: "throttled_twice", options: http2, before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "resty3", scenario: "throttled_forever", before: "error: medipim: 429", after: "error: medipim: 429", bodies: repeat(first, 4)},
	{client: "resty3", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 1)},
	{client: "resty3 counted", scenario: "throttled_twice", before: "error: medipim: 429", after: "ok: " + page, bodies: repeat(first, 3)},
	{client: "resty3 counted", scenario: "data", before: "ok: " + page, after: "ok: " + page, bodies: repeat(first, 1)},
}

// TestBehaviour runs clients against the fake API, as they are and with all fixes.
func TestBehaviour(t *testing.T) {
	t.Run("net/http", func(t *testing.T) { testBehaviour(t, clients, "./medipim/runs", behaviours) })
	t.Run("libraries", func(t *testing.T) {
		testBehaviour(t, libraries, "./clients/medipim/runs", libraryBehaviours)
	})
}

func testBehaviour(t *testing.T, module, runs string, behaviours []behaviour) {
	if testing.Short() || !complete() {
		t.Skip("builds programs and waits for their retries")
	}
	m := measure(t, module)
	contents, err := m.Apply(fixture.Fixable(m.Findings))
	if err != nil {
		t.Error(err)
	}
	dir := t.TempDir()
	if err := m.Copy(dir, contents); err != nil {
		t.Fatal(err)
	}
	before, after := build(t, m.Dir, runs), build(t, dir, runs)
	for _, b := range behaviours {
		t.Run(fmt.Sprintf("%s/%s/%+v", b.client, b.scenario, b.options), func(t *testing.T) {
			if b.options.HTTP2 && runtime.GOOS != "linux" {
				t.Skip("SSL_CERT_FILE is not honoured on " + runtime.GOOS)
			}
			t.Parallel() // retries wait
			b.check(t, before, after)
		})
	}
}

// check runs the client as it is, the program before, and with all fixes, the program after.
func (b behaviour) check(t *testing.T, before, after string) {
	unfixed, sent := run(t, before, b)
	if !strings.HasPrefix(unfixed, b.before) {
		t.Errorf("unfixed: %s; want %s", unfixed, b.before)
	}
	got, requests := run(t, after, b)
	if !strings.HasPrefix(got, b.after) {
		t.Errorf("fixed: %s; want %s", got, b.after)
	}
	if b.scenario == "data" && (got != unfixed || wire(requests) != wire(sent)) {
		t.Errorf("fixed: %s, after\n%s\nunfixed: %s, after\n%s", got, wire(requests), unfixed, wire(sent))
	}
	var bodies []string
	for _, r := range requests {
		bodies = append(bodies, r.Body)
	}
	if b.bodies != nil && !slices.Equal(bodies, b.bodies) {
		t.Errorf("fixed: requests have bodies %q; want %q", bodies, b.bodies)
	}
}

// wire is what requests look like to the server, but for when they come.
func wire(requests []fakeapi.Request) string {
	var b strings.Builder
	for _, r := range requests {
		r.At = time.Time{}
		fmt.Fprintf(&b, "%+v\n", r)
	}
	return b.String()
}

// TestConsumedBody shows what the fix of a consumed body is for: without it, what arrives over HTTP/2 is
// empty the second time, and the client does not notice.
func TestConsumedBody(t *testing.T) {
	if testing.Short() || !complete() || runtime.GOOS != "linux" {
		t.Skip("builds programs; trusts a certificate through SSL_CERT_FILE")
	}
	_, requests := run(t, build(t, measure(t, clients).Dir, "./medipim/runs"), behaviour{client: "resend", scenario: "throttled_once", options: http2})
	if len(requests) != 2 || requests[0].Body != first || requests[1].Body != "" {
		t.Errorf("requests are %+v", requests)
	}
}

func build(t *testing.T, dir, runs string) (program string) {
	t.Helper()
	program = filepath.Join(t.TempDir(), "runs.exe")
	cmd := exec.Command("go", "build", "-o", program, runs)
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
