// Package gjsonpad takes answers apart with paths, and has no struct for anything.
package gjsonpad

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// Announced for next year, and already seen on the sandbox.
//
//medipimlint:code
const codeMaintenance = "maintenance"

// Medipim is a function that answers a query.
type Medipim func(ctx context.Context, path, query string) (gjson.Result, error)

// Failure is a status and the document.
type Failure struct {
	Status int
	Doc    gjson.Result
}

func (f Failure) Error() string {
	return fmt.Sprintf("HTTP %d: %s (%s, status in the body %d)", f.Status,
		f.Doc.Get("error.message"), f.Doc.Get("error.code"), f.Doc.Get("error.status").Int())
}

// Violations lists them, wherever they are.
func (f Failure) Violations() []string {
	var out []string
	for _, path := range []string{"violations", "error.violations"} {
		f.Doc.Get(path).ForEach(func(_, v gjson.Result) bool {
			out = append(out, v.Raw)
			return true
		})
	}
	return out
}

// Dial makes a Medipim. The delays are those between two tries.
func Dial(base string, delays ...time.Duration) Medipim {
	if len(delays) == 0 {
		delays = []time.Duration{time.Second, 5 * time.Second, 15 * time.Second}
	}
	return func(ctx context.Context, path, query string) (gjson.Result, error) {
		for i := 0; ; i++ {
			req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+path, strings.NewReader(query))
			if err != nil {
				return gjson.Result{}, err
			}
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				return gjson.Result{}, err
			}
			raw, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err != nil {
				return gjson.Result{}, err
			}
			if resp.StatusCode < 300 {
				return gjson.ParseBytes(raw), nil
			}
			if resp.StatusCode != http.StatusTooManyRequests || i == len(delays) {
				return gjson.Result{}, Failure{resp.StatusCode, gjson.ParseBytes(raw)}
			}
			select {
			case <-time.After(delays[i]):
			case <-ctx.Done():
				return gjson.Result{}, ctx.Err()
			}
		}
	}
}

// Names lists the names that match.
func (m Medipim) Names(ctx context.Context, term string) ([]string, error) {
	doc, err := m(ctx, "/v4/products/query", fmt.Sprintf(`{"search":%q}`, term))
	if f, ok := err.(Failure); ok {
		switch {
		case f.Status == http.StatusNotFound && f.Doc.Get("error.code").String() == "not_found":
			return nil, nil
		case f.Status == http.StatusUnprocessableEntity:
			return nil, fmt.Errorf("%w: %s", err, strings.Join(f.Violations(), "; "))
		case f.Doc.Get("error.code").String() == codeMaintenance:
			return nil, fmt.Errorf("come back tomorrow: %w", err)
		}
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for _, n := range doc.Get("results.#.name").Array() {
		names = append(names, n.String())
	}
	return names, nil
}

// Blocked asks if a deployment's key still works.
func Blocked(medipimBase string) (bool, error) {
	resp, err := http.Get(medipimBase + "/v4/brands/find?id=1")
	for d := time.Second; err == nil && resp.StatusCode == http.StatusTooManyRequests && d < time.Minute; d *= 2 {
		resp.Body.Close()
		time.Sleep(d)
		resp, err = http.Get(medipimBase + "/v4/brands/find?id=1")
	}
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode == http.StatusOK {
		return false, err
	}
	text := gjson.GetBytes(raw, "error.message")
	if text.Str == "" {
		return false, fmt.Errorf("ping: %s %s", resp.Status, gjson.GetBytes(raw, "error.code"))
	}
	return strings.HasPrefix(text.Str, "API key is not active"), nil // want medipimmessage/text
}
