// Package checkpoint runs the nightly sync and remembers how far it came.
package checkpoint

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

const root = "https://api.medipim.fr/v4"

// Store keeps cursors.
type Store interface {
	Load(name string) (string, error)
	Save(name, cursor string) error
}

// Runner runs syncs.
type Runner struct {
	hc    *http.Client
	store Store
	log   *slog.Logger
}

type page struct {
	Results []json.RawMessage `json:"results"`
	Next    string            `json:"next"`
}

// ErrThrottled says that the limit was hit.
var ErrThrottled = errors.New("checkpoint: throttled")

func statusErr(resp *http.Response) error {
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 2048))
	return fmt.Errorf("GET %s: %s: %q", resp.Request.URL.Path, resp.Status, b)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// products fetches one page, with a second and third chance when the server is ill.
func (r *Runner) products(ctx context.Context, cursor string) (*page, error) {
	for n := 1; n <= 3; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/products?cursor="+url.QueryEscape(cursor), nil)
		if err != nil {
			return nil, err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= http.StatusInternalServerError { // want medipimretry/incomplete
			resp.Body.Close()
			if err := sleep(ctx, time.Duration(n)*time.Second); err != nil {
				return nil, err
			}
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, statusErr(resp)
		}
		p := new(page)
		if err := json.NewDecoder(resp.Body).Decode(p); err != nil {
			return nil, err
		}
		return p, nil
	}
	return nil, errors.New("products: server stays ill")
}

// deletions is products for what went away.
func (r *Runner) deletions(ctx context.Context, since time.Time) (ids []string, err error) {
	u := root + "/products/deleted?since=" + strconv.FormatInt(since.Unix(), 10)
	wait := time.Second
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusOK:
			err = json.NewDecoder(resp.Body).Decode(&ids)
			resp.Body.Close()
			return ids, err
		case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout: // want medipimretry/incomplete
			resp.Body.Close()
			if wait > time.Minute {
				return nil, fmt.Errorf("deletions: %s", resp.Status)
			}
			time.Sleep(wait)
			wait *= 2
		default:
			err = statusErr(resp)
			resp.Body.Close()
			return nil, err
		}
	}
}

// brands goes on with the next brand whatever happens to this one.
func (r *Runner) brands(ctx context.Context, ids []string) (map[string]json.RawMessage, error) {
	out := make(map[string]json.RawMessage, len(ids))
	for _, id := range ids {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/brands/find?id="+id, nil)
		if err != nil {
			return nil, err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			resp.Body.Close()
			r.log.Warn("throttled, brand left as it is", "id", id)
			continue
		}
		b, err := body200(resp)
		if err != nil {
			return nil, err
		}
		out[id] = b
	}
	return out, nil
}

func body200(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, statusErr(resp)
	}
	return io.ReadAll(resp.Body)
}

// media counts what it stored; a throttled run simply counts less.
func (r *Runner) media(ctx context.Context, put func([]byte) error) (n int, err error) {
	for off := 0; ; off += 100 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/media?offset=%d", root, off), nil)
		if err != nil {
			return n, err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return n, err
		}
		switch resp.StatusCode {
		case http.StatusTooManyRequests: // not reported: where its caller goes on with other requests, what became of this one is not known
			resp.Body.Close()
			return n, nil
		case http.StatusNoContent:
			resp.Body.Close()
			return n, nil
		}
		b, err := body200(resp)
		if err != nil {
			return n, err
		}
		if err := put(b); err != nil {
			return n, err
		}
		n++
	}
}

// leaflets says by its result how it ended: a throttled run has a cursor to go on from.
type leafletRun struct {
	Count     int
	Throttled bool
	Cursor    string
}

func (r *Runner) leaflets(ctx context.Context, cursor string) (run leafletRun, err error) {
	run.Cursor = cursor
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/leaflets?cursor="+url.QueryEscape(run.Cursor), nil)
		if err != nil {
			return run, err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return run, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			run.Throttled = true
			return run, nil
		}
		b, err := body200(resp)
		if err != nil {
			return run, err
		}
		var p page
		if err := json.Unmarshal(b, &p); err != nil {
			return run, err
		}
		run.Count += len(p.Results)
		if p.Next == "" {
			return run, nil
		}
		run.Cursor = p.Next
	}
}

// Leaflets resumes where a throttled run stopped.
func (r *Runner) Leaflets(ctx context.Context) (int, error) {
	cur, err := r.store.Load("leaflets")
	if err != nil {
		return 0, err
	}
	total := 0
	for {
		run, err := r.leaflets(ctx, cur)
		total += run.Count
		if err != nil {
			return total, err
		}
		cur = run.Cursor
		if err := r.store.Save("leaflets", cur); err != nil {
			return total, err
		}
		if !run.Throttled {
			return total, nil
		}
		if err := sleep(ctx, time.Minute); err != nil {
			return total, err
		}
	}
}

// organizations hammers.
func (r *Runner) organizations(ctx context.Context) ([]byte, error) {
	tries := 0
again:
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/organizations/all", nil)
	if err != nil {
		return nil, err
	}
	resp, err := r.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if tries < 20 && resp.StatusCode == 429 { // want medipimretry/immediate
		tries++
		resp.Body.Close()
		goto again
	}
	return body200(resp)
}

// suppliers leaves the waiting to pass.
func (r *Runner) suppliers(ctx context.Context, cursor string) (*page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/suppliers?cursor="+url.QueryEscape(cursor), nil)
	if err != nil {
		return nil, err
	}
	resp, err := r.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, ErrThrottled
	}
	b, err := body200(resp)
	if err != nil {
		return nil, err
	}
	var p page
	return &p, json.Unmarshal(b, &p)
}

func (r *Runner) pass(ctx context.Context, cursor string) (string, error) {
	p, err := r.suppliers(ctx, cursor)
	if err != nil {
		return cursor, fmt.Errorf("suppliers from %q: %w", cursor, err)
	}
	return p.Next, r.store.Save("suppliers", p.Next)
}

// Suppliers waits out what suppliers says.
func (r *Runner) Suppliers(ctx context.Context) error {
	cur, err := r.store.Load("suppliers")
	if err != nil {
		return err
	}
	for {
		next, err := r.pass(ctx, cur)
		if errors.Is(err, ErrThrottled) {
			r.log.Info("suppliers: waiting")
			if err := sleep(ctx, 30*time.Second); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		if next == "" {
			return nil
		}
		cur = next
	}
}

// prices has a look at the status and no more than that.
func (r *Runner) prices(ctx context.Context, cnk string) (json.RawMessage, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/prices?cnk="+cnk, nil)
	if err != nil {
		return nil, err
	}
	resp, err := r.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	if resp.StatusCode != http.StatusOK {
		return nil, statusErr(resp)
	}
	return io.ReadAll(resp.Body)
}

// flaky is consulted twice, and lacks the one that happens every night.
var flaky = []int{http.StatusRequestTimeout, 500, 502, 503, 504}

func (r *Runner) tariffs(ctx context.Context) ([]byte, error) {
	var last error
	for n := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/tariffs", nil)
		if err != nil {
			return nil, err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(flaky, resp.StatusCode) { // want medipimretry/incomplete
			return body200(resp)
		}
		last = statusErr(resp)
		resp.Body.Close()
		if err := sleep(ctx, time.Second<<n); err != nil {
			return nil, err
		}
	}
	return nil, last
}

func (r *Runner) categories(ctx context.Context, query []byte) ([]byte, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, root+"/categories/query", bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if slices.Index(flaky, resp.StatusCode) >= 0 && n < 5 { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Duration(n+1) * 2 * time.Second)
			continue
		}
		return body200(resp)
	}
}

// transient is flaky as it should have been.
var transient = map[int]struct{}{408: {}, 429: {}, 500: {}, 502: {}, 503: {}, 504: {}}

func (r *Runner) substances(ctx context.Context) ([]byte, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/substances", nil)
		if err != nil {
			return nil, err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if _, soon := transient[resp.StatusCode]; soon && n < 5 {
			resp.Body.Close()
			if err := sleep(ctx, time.Duration(n+1)*3*time.Second); err != nil {
				return nil, err
			}
			continue
		}
		return body200(resp)
	}
}

func worthIt(code int) bool {
	return code == http.StatusRequestTimeout || code/100 == 5 // want medipimretry/incomplete
}

// retrying calls itself.
func (r *Runner) retrying(ctx context.Context, path string, left int) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := r.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if left > 0 && worthIt(resp.StatusCode) {
		resp.Body.Close()
		time.Sleep(5 * time.Second)
		return r.retrying(ctx, path, left-1)
	}
	return body200(resp)
}

// stopping retries 5xx only, but says of a 429 what it is.
func (r *Runner) stopping(ctx context.Context, path string) ([]byte, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+path, nil)
		if err != nil {
			return nil, err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 && n < 3 {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			return nil, fmt.Errorf("%w on %s", ErrThrottled, path)
		}
		return body200(resp)
	}
}

// Indications waits for anything that is not a success.
func (r *Runner) Indications(ctx context.Context) ([]byte, error) {
	b, err := r.stopping(ctx, "/indications")
	for n := 1; err != nil && n < 4; n++ {
		if err := sleep(ctx, time.Duration(n)*20*time.Second); err != nil {
			return nil, err
		}
		b, err = r.stopping(ctx, "/indications")
	}
	return b, err
}

// Run does the lot.
func (r *Runner) Run(ctx context.Context) error {
	cur, err := r.store.Load("products")
	if err != nil {
		return err
	}
	for {
		p, err := r.products(ctx, cur)
		if err != nil {
			return err
		}
		if p.Next == "" {
			break
		}
		cur = p.Next
		if err := r.store.Save("products", cur); err != nil {
			return err
		}
	}
	gone, err := r.deletions(ctx, time.Now().Add(-24*time.Hour))
	if err != nil {
		return err
	}
	for _, id := range gone {
		if _, err := r.prices(ctx, id); err != nil {
			return err
		}
	}
	if _, err := r.brands(ctx, gone); err != nil {
		return err
	}
	if _, err := r.media(ctx, func([]byte) error { return nil }); err != nil {
		return err
	}
	for _, f := range []func(context.Context) ([]byte, error){r.organizations, r.tariffs, r.substances, r.Indications} {
		if _, err := f(ctx); err != nil {
			return err
		}
	}
	if _, err := r.categories(ctx, []byte(`{}`)); err != nil {
		return err
	}
	_, err = r.retrying(ctx, "/units", 3)
	return err
}
