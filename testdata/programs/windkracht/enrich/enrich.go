// Package enrich joins two sources: the product database and the public SAM register.
package enrich

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

const (
	productAPI = "https://api.sandbox.medipim.be/v4"
	samAPI     = "https://api.sam-register.example.org/v2"
)

// ErrSlowDown asks the caller to come back later.
var ErrSlowDown = errors.New("enrich: slow down")

type Enricher struct {
	hc    *http.Client
	token string
}

func New(token string) *Enricher { return &Enricher{hc: &http.Client{}, token: token} }

type Record struct {
	CNK   string            `json:"cnk"`
	Extra map[string]string `json:"extra"`
}

// statusErr is any answer but a 2xx.
type statusErr struct {
	Code int
	URL  string
}

func (e *statusErr) Error() string   { return fmt.Sprintf("%s: status %d", e.URL, e.Code) }
func (e *statusErr) Temporary() bool { return e.Code >= 500 && e.Code != 501 } // want medipimretry/incomplete

func (e *Enricher) products(ctx context.Context, method, path string, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, productAPI+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Basic "+e.token)
	return req, nil
}

// decode reads v, whatever the answer was.
func decode(r io.Reader, v any) error {
	d := json.NewDecoder(r)
	d.UseNumber()
	return d.Decode(v)
}

// Record knows about the limit, and about nothing else.
func (e *Enricher) Record(ctx context.Context, cnk string) (*Record, error) {
	req, err := e.products(ctx, "GET", "/products/find?cnk="+cnk, nil)
	if err != nil {
		return nil, err
	}
	resp, err := e.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, ErrSlowDown
	}
	var rec Record
	if err := decode(resp.Body, &rec); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return &rec, nil
}

// Checked wants a 2xx.
func (e *Enricher) Checked(ctx context.Context, cnk string) (*Record, error) {
	req, err := e.products(ctx, "GET", "/products/find?cnk="+cnk, nil)
	if err != nil {
		return nil, err
	}
	resp, err := e.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, ErrSlowDown
	}
	if err := ok(resp); err != nil {
		return nil, err
	}
	var rec Record
	if err := decode(resp.Body, &rec); err != nil {
		return nil, err
	}
	return &rec, nil
}

func ok(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		return nil
	}
	return &statusErr{resp.StatusCode, resp.Request.URL.Path}
}

// send hands the answer up as it came.
func (e *Enricher) send(ctx context.Context, path string) (*http.Response, error) {
	req, err := e.products(ctx, "GET", path, nil)
	if err != nil {
		return nil, err
	}
	return e.hc.Do(req)
}

// Brand is patient.
func (e *Enricher) Brand(ctx context.Context, id string) (*Record, error) {
	var resp *http.Response
	for n, limited := 1, true; limited; n++ {
		var err error
		if resp, err = e.send(ctx, "/brands/find?id="+id); err != nil {
			return nil, err
		}
		if limited = resp.StatusCode == 429 && n < 5; limited {
			resp.Body.Close()
			time.Sleep(time.Duration(n) * 3 * time.Second)
		}
	}
	defer resp.Body.Close()
	if err := ok(resp); err != nil {
		return nil, err
	}
	rec := &Record{}
	return rec, decode(resp.Body, rec)
}

// Photo is not.
func (e *Enricher) Photo(ctx context.Context, id string) (*Record, error) {
	resp, err := e.send(ctx, "/media/find?id="+id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := ok(resp); err != nil {
		return nil, err
	}
	rec := &Record{}
	return rec, decode(resp.Body, rec)
}

// fetch makes a statusErr of everything else; some of its callers look into it.
func (e *Enricher) fetch(ctx context.Context, path string) ([]byte, error) {
	req, err := e.products(ctx, "POST", path, []byte(`{}`))
	if err != nil {
		return nil, err
	}
	resp, err := e.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := ok(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// Fields is fetch's only caller.
func (e *Enricher) Fields(ctx context.Context) ([]byte, error) {
	var lastErr error
	for _, wait := range []time.Duration{1, 2, 4, 8, 16} {
		b, err := e.fetch(ctx, "/fields/query")
		var se *statusErr
		if err == nil || !errors.As(err, &se) || se.Code != http.StatusTooManyRequests {
			return b, err
		}
		lastErr = err
		time.Sleep(wait * time.Second)
	}
	return nil, lastErr
}

// load is like fetch.
func (e *Enricher) load(ctx context.Context, path string) (map[string]any, error) {
	req, err := e.products(ctx, "POST", path, []byte(`{"limit":1000}`))
	if err != nil {
		return nil, err
	}
	resp, err := e.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := ok(resp); err != nil {
		return nil, err
	}
	m := map[string]any{}
	return m, decode(resp.Body, &m)
}

// Labels tries again when the error says that it is temporary.
func (e *Enricher) Labels(ctx context.Context) ([]string, error) {
	for i := 0; ; i++ {
		m, err := e.load(ctx, "/labels/query")
		if err == nil {
			return slices.Sorted(maps.Keys(m)), nil
		}
		var se *statusErr
		if i == 3 || !errors.As(err, &se) || !se.Temporary() {
			return nil, err
		}
		time.Sleep(time.Duration(i+1) * time.Second)
	}
}

// find has two callers, and neither waits.
func (e *Enricher) find(ctx context.Context, what, id string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, productAPI+"/"+what+"/find?id="+id, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Add("Authorization", "Basic "+e.token)
	resp, err := e.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", what, err)
	}
	return resp, nil
}

// Exists knows 404.
func (e *Enricher) Exists(ctx context.Context, id string) (bool, error) {
	resp, err := e.find(ctx, "products", id)
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	switch err := ok(resp).(type) {
	case nil:
		return true, nil
	case *statusErr:
		if err.Code == http.StatusNotFound {
			return false, nil
		}
		return false, err
	default:
		return false, err
	}
}

// Names reads lines, and looks at nothing.
func (e *Enricher) Names(ctx context.Context) (names []string, err error) {
	resp, err := e.find(ctx, "names", "*")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
		var n struct{ Name string }
		if err := json.Unmarshal(sc.Bytes(), &n); err != nil { // want medipimunchecked/unchecked
			return nil, err
		}
		names = append(names, n.Name)
	}
	return names, nil
}

// query is for the small lists.
func query[T any](ctx context.Context, e *Enricher, path string) (out T, err error) {
	req, err := e.products(ctx, http.MethodPost, path, []byte("{}"))
	if err != nil {
		return out, err
	}
	resp, err := e.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return out, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	return out, err
}

type Country struct{ Code, Name string }

func (e *Enricher) Countries(ctx context.Context) ([]Country, error) {
	return query[[]Country](ctx, e, "/countries/query")
}

func (e *Enricher) Units(ctx context.Context) (map[string]string, error) {
	return query[map[string]string](ctx, e, "/units/query")
}

// careful is query with everything.
func careful[T any](ctx context.Context, e *Enricher, path string) (out T, err error) {
	for d := time.Second; d <= 32*time.Second; d *= 2 {
		var req *http.Request
		if req, err = e.products(ctx, http.MethodPost, path, []byte("{}")); err != nil {
			return out, err
		}
		var resp *http.Response
		if resp, err = e.hc.Do(req); err != nil {
			return out, err
		}
		if resp.StatusCode == http.StatusOK {
			err = json.NewDecoder(resp.Body).Decode(&out)
			resp.Body.Close()
			return out, err
		}
		resp.Body.Close()
		err = &statusErr{resp.StatusCode, path}
		if resp.StatusCode != http.StatusTooManyRequests {
			return out, err
		}
		time.Sleep(d)
	}
	return out, err
}

func (e *Enricher) Languages(ctx context.Context) ([]string, error) {
	return careful[[]string](ctx, e, "/languages/query")
}

// Correct sends the same request, at once, with an empty body from the second time on.
func (e *Enricher) Correct(ctx context.Context, r Record) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	req, err := e.products(ctx, http.MethodPost, "/corrections", b)
	if err != nil {
		return err
	}
	resp, err := e.hc.Do(req)
	for tries := 0; err == nil && resp.StatusCode == http.StatusTooManyRequests && tries < 3; tries++ { // want medipimretry/immediate
		resp.Body.Close()
		resp, err = e.hc.Do(req) // want medipimretry/unrewound
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return ok(resp)
}

// CorrectSlowly does it right.
func (e *Enricher) CorrectSlowly(ctx context.Context, r Record) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	req, err := e.products(ctx, http.MethodPost, "/corrections", b)
	if err != nil {
		return err
	}
	resp, err := e.hc.Do(req)
	for tries := 1; err == nil && resp.StatusCode == http.StatusTooManyRequests && tries < 4; tries++ {
		resp.Body.Close()
		time.Sleep(time.Duration(tries) * time.Second)
		req.Body = io.NopCloser(bytes.NewReader(b))
		resp, err = e.hc.Do(req)
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return ok(resp)
}

type samEntry struct {
	Substance string `json:"substance"`
	Error     *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Substance asks the register, which answers 200 to everything.
func (e *Enricher) Substance(ctx context.Context, code string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, samAPI+"/substances/"+code, nil)
	if err != nil {
		return "", err
	}
	resp, err := e.hc.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var s samEntry
	if err := json.NewDecoder(resp.Body).Decode(&s); err != nil {
		return "", err
	}
	if s.Error != nil && s.Error.Status == 404 {
		return "", nil
	}
	return s.Substance, nil
}

// Doses hammers the register, which we host ourselves.
func (e *Enricher) Doses(ctx context.Context, code string) ([]byte, error) {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/doses/%s", samAPI, code), nil)
		if err != nil {
			return nil, err
		}
		resp, err := e.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			continue
		}
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	}
}

// Report is refused sometimes.
func Report(entry samEntry) error {
	b, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	resp, err := http.Post(samAPI+"/reports", "application/json", bytes.NewReader(b))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 422:
		return errors.New("sam: refused")
	case 429:
		log.Fatal("sam: too many reports")
	}
	return nil
}

// Forms is a list of the register, retried when the gateway is down.
func Forms() ([]string, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(samAPI + "/forms?page=" + strconv.Itoa(1))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 502 && i < 3 {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return nil, errors.New(resp.Status)
		}
		var f []string
		return f, json.NewDecoder(resp.Body).Decode(&f)
	}
}
