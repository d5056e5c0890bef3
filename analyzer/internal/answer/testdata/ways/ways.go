// Package ways sends in odd ways.
package ways

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"log/slog"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const api = "https://api.medipim.be/v4/"

const tooMany = 429

var client = &http.Client{}

func check(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

type retryDoer struct {
	next doer
	n    int
}

func (r retryDoer) Do(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		if i > 0 && req.GetBody != nil {
			b, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req.Body = b
		}
		resp, err := r.next.Do(req)
		if err != nil || resp.StatusCode != tooMany || i == r.n {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
}

type api1 struct{ http doer }

func newAPI1() *api1 { return &api1{http: retryDoer{next: http.DefaultClient, n: 3}} }

func (a *api1) get(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, "GET", api+"x", nil)
	if err != nil {
		return err
	}
	resp, err := a.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

type api2 struct{ http doer }

func newAPI2() *api2 { return &api2{http: http.DefaultClient} }

func (a *api2) get(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, "GET", api+"x", nil)
	if err != nil {
		return err
	}
	resp, err := a.http.Do(req) // want missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

type rtFunc func(*http.Request) (*http.Response, error)

func (f rtFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func withRetry(next http.RoundTripper) http.RoundTripper {
	return rtFunc(func(req *http.Request) (*http.Response, error) {
		for i := 0; ; i++ {
			r := req.Clone(req.Context())
			if req.GetBody != nil {
				r.Body, _ = req.GetBody()
			}
			resp, err := next.RoundTrip(r)
			if err != nil || resp.StatusCode != tooMany || i == 3 {
				return resp, err
			}
			resp.Body.Close()
			time.Sleep(time.Second << i)
		}
	})
}

func withAuth(next http.RoundTripper) http.RoundTripper {
	return rtFunc(func(req *http.Request) (*http.Response, error) {
		r := req.Clone(req.Context())
		r.SetBasicAuth("a", "b")
		return next.RoundTrip(r)
	})
}

var chained = &http.Client{Transport: withAuth(withRetry(http.DefaultTransport))}

func getChained() error {
	resp, err := chained.Get(api + "x")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

var authed = &http.Client{Transport: withAuth(http.DefaultTransport)}

func getAuthed() error {
	resp, err := authed.Get(api + "x") // want missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

type fielded struct {
	do    func(*http.Request) (*http.Response, error)
	sleep func(time.Duration)
}

func newFielded() *fielded { return &fielded{do: http.DefaultClient.Do, sleep: time.Sleep} }

func (f *fielded) good(ctx context.Context) error {
	for i := range 4 {
		req, err := http.NewRequestWithContext(ctx, "GET", api+"x", nil)
		if err != nil {
			return err
		}
		resp, err := f.do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == tooMany {
			f.sleep(time.Second << i)
			continue
		}
		return check(resp)
	}
	return errors.New("gave up")
}

func (f *fielded) bad(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, "GET", api+"x", nil)
	if err != nil {
		return err
	}
	resp, err := f.do(req) // want missing
	if err != nil {
		return err
	}
	resp.Body.Close()
	return check(resp)
}

type bucket struct{ tokens chan struct{} }

func (b *bucket) wait(ctx context.Context) error {
	select {
	case <-b.tokens:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func limitedOnly(ctx context.Context, b *bucket) error {
	if err := b.wait(ctx); err != nil {
		return err
	}
	resp, err := client.Get(api + "x") // want missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

func limitedLoop(ctx context.Context, b *bucket) error {
	for {
		if err := b.wait(ctx); err != nil {
			return err
		}
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == tooMany {
			continue
		}
		return check(resp)
	}
}

type clock interface{ Sleep(time.Duration) }

func clocked(c clock) error {
	for {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != tooMany {
			return check(resp)
		}
		c.Sleep(5 * time.Second)
	}
}

func handler(w http.ResponseWriter, r *http.Request) {
	resp, err := client.Get(api + "x")
	if err != nil {
		http.Error(w, err.Error(), 502)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == tooMany {
		w.Header().Set("Retry-After", "30")
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
}

func dies() {
	resp, err := client.Get(api + "x")
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want fatal
		slog.Error("rate limited")
		os.Exit(2)
	}
	fmt.Println(resp.Status)
}

func diesOfAnything() {
	resp, err := client.Get(api + "x") // want missing
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		log.Fatal(resp.Status)
	}
}

func bail(resp *http.Response) {
	switch resp.StatusCode {
	case 200:
	case 401:
		log.Fatal("credentials")
	case 429: // want fatal
		log.Fatal("slow down")
	}
}

func bails() {
	resp, err := client.Get(api + "x")
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	bail(resp)
	fmt.Println("ok")
}

func headerZero() error {
	for range 5 {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != tooMany { // want immediate
			return check(resp)
		}
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		time.Sleep(time.Duration(secs) * time.Second)
	}
	return errors.New("gave up")
}

func headerMax() error {
	for range 5 {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != tooMany {
			return check(resp)
		}
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		time.Sleep(time.Duration(max(secs, 1)) * time.Second)
	}
	return errors.New("gave up")
}

func headerDate() error {
	for range 5 {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != tooMany { // want immediate
			return check(resp)
		}
		t, _ := http.ParseTime(resp.Header.Get("Retry-After"))
		time.Sleep(time.Until(t))
	}
	return errors.New("gave up")
}

func retryDelay(h http.Header, n int) time.Duration {
	if v := h.Get("Retry-After"); v != "" {
		if s, err := strconv.Atoi(v); err == nil {
			return time.Duration(s) * time.Second
		}
		if t, err := http.ParseTime(v); err == nil {
			return time.Until(t)
		}
	}
	return time.Second << n
}

func headerOrBackoff() error {
	for n := range 5 {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != tooMany {
			return check(resp)
		}
		time.Sleep(retryDelay(resp.Header, n))
	}
	return errors.New("gave up")
}

func remaining() error {
	resp, err := client.Get(api + "x") // want missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.Header.Get("X-RateLimit-Remaining") == "0" {
		time.Sleep(time.Minute)
	}
	return check(resp)
}

func fallsThrough() error {
	for i := range 3 {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case tooMany:
			slog.Info("throttled")
			fallthrough
		case 503:
			time.Sleep(time.Second << i)
			continue
		}
		return check(resp)
	}
	return errors.New("gave up")
}

var shouldRetry = func(code int) bool {
	switch code {
	case 500, 502, 503, 504: // want incomplete
		return true
	}
	return false
}

func byVar() error {
	for i := range 3 {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if shouldRetry(resp.StatusCode) {
			time.Sleep(time.Second << i)
			continue
		}
		return check(resp)
	}
	return errors.New("gave up")
}

func three(body []byte) (resp *http.Response, again bool, err error) {
	resp, err = client.Post(api+"x", "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, false, err
	}
	return resp, resp.StatusCode == tooMany || resp.StatusCode > 499, nil
}

func useThree(body []byte) error {
	wait := 500 * time.Millisecond
	for range 5 {
		resp, again, err := three(body)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !again {
			return check(resp)
		}
		time.Sleep(wait)
		wait *= 2
	}
	return errors.New("gave up")
}

func fourHundreds(body []byte) error {
	for attempt := 0; attempt <= 3; attempt++ {
		if attempt > 0 {
			time.Sleep(time.Duration(attempt) * time.Second)
		}
		resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 300 {
			return nil
		}
		if resp.StatusCode >= 400 && resp.StatusCode < 500 { // want incomplete
			return errors.New(resp.Status)
		}
	}
	return errors.New("gave up")
}

func exceptNotFound(body []byte) error {
	for attempt := 0; attempt <= 3; attempt++ {
		if attempt > 0 {
			time.Sleep(time.Duration(attempt) * time.Second)
		}
		resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode != 200 && resp.StatusCode != 404 {
			continue
		}
		return nil
	}
	return errors.New("gave up")
}

func byStatusLine() error {
	for i := range 3 {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if strings.HasPrefix(resp.Status, "429") {
			time.Sleep(time.Second << i)
			continue
		}
		return check(resp)
	}
	return errors.New("gave up")
}

func byMap() error {
	for i := range 3 {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		if resp.StatusCode < 400 {
			return resp.Body.Close()
		}
		var m map[string]any
		_ = json.NewDecoder(resp.Body).Decode(&m)
		resp.Body.Close()
		e, _ := m["error"].(map[string]any)
		if code, _ := e["code"].(string); code == "too_many_requests" {
			time.Sleep(time.Second << i)
			continue
		}
		return check(resp)
	}
	return errors.New("gave up")
}

func byRaw() error {
	for i := range 3 {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if bytes.Contains(b, []byte("too_many_requests")) {
			time.Sleep(time.Second << i)
			continue
		}
		return check(resp)
	}
	return errors.New("gave up")
}

func sequence(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for page := 1; ; {
			resp, err := client.Get(api + "x?page=" + strconv.Itoa(page))
			if err != nil {
				yield("", err)
				return
			}
			resp.Body.Close()
			if resp.StatusCode == tooMany {
				time.Sleep(time.Second)
				continue
			}
			if resp.StatusCode != 200 {
				yield("", errors.New(resp.Status))
				return
			}
			if !yield(resp.Header.Get("ETag"), nil) {
				return
			}
			page++
		}
	}
}

type result struct {
	id  string
	err error
}

var errLimited = errors.New("limited")

func pool(ids []string) []result {
	out := make(chan result)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			resp, err := client.Get(api + "p/" + id)
			if err != nil {
				out <- result{id, err}
				return
			}
			resp.Body.Close()
			switch {
			case resp.StatusCode == tooMany:
				out <- result{id, errLimited}
			case resp.StatusCode >= 400:
				out <- result{id, errors.New(resp.Status)}
			default:
				out <- result{id: id}
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	var all []result
	for r := range out {
		all = append(all, r)
	}
	return all
}

func poolBlind(ids []string) []result {
	out := make(chan result, len(ids))
	for _, id := range ids {
		go func(id string) {
			resp, err := client.Get(api + "p/" + id) // want missing
			if err == nil {
				resp.Body.Close()
				err = check(resp)
			}
			out <- result{id, err}
		}(id)
	}
	var all []result
	for range ids {
		all = append(all, <-out)
	}
	return all
}

func nothing(id string) (*string, error) {
	resp, err := client.Get(api + "p/" + id) // want missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, nil
	}
	s := resp.Header.Get("ETag")
	return &s, nil
}

func timedOut(ctx context.Context) error {
	for {
		resp, err := client.Get(api + "x")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != tooMany {
			return check(resp)
		}
		pause, cancel := context.WithTimeout(ctx, 3*time.Second)
		<-pause.Done()
		cancel()
	}
}

type Fetcher struct {
	hc       *http.Client
	retries  int
	interval time.Duration
}

func (f *Fetcher) attempt(ctx context.Context, path string, n int) ([]byte, error) {
	resp, err := f.hc.Get(api + path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == tooMany && n < f.retries {
		if err := f.pause(ctx, n); err != nil {
			return nil, err
		}
		return f.attempt(ctx, path, n+1)
	}
	if err := check(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func (f *Fetcher) pause(ctx context.Context, n int) error {
	timer := time.NewTimer(f.interval << n)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func Get[T any](ctx context.Context, path string) (v T, err error) {
	for n := 0; n < 5; n++ {
		var resp *http.Response
		if resp, err = client.Get(api + path); err != nil {
			return v, err
		}
		if resp.StatusCode == tooMany {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		defer resp.Body.Close()
		if err = check(resp); err != nil {
			return v, err
		}
		err = json.NewDecoder(resp.Body).Decode(&v)
		return v, err
	}
	return v, errLimited
}

func useGet(ctx context.Context) (map[string]string, error) { return Get[map[string]string](ctx, "x") }

func GetOnce[T any](ctx context.Context, path string) (v T, err error) {
	resp, err := client.Get(api + path) // want missing
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	if err = check(resp); err != nil {
		return v, err
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

func useGetOnce(ctx context.Context) (map[string]string, error) {
	return GetOnce[map[string]string](ctx, "x")
}

func useGetOnceToo(ctx context.Context) ([]string, error) { return GetOnce[[]string](ctx, "x") }
