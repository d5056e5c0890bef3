// Package feedloader loads the nightly export, a JSON line at a time.
package feedloader

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// medipimFeed is one export.
type medipimFeed struct {
	base    string
	hc      *http.Client
	breaker func()
	notice  func(format string, a ...any)
}

type feedLine struct {
	Meta   json.RawMessage `json:"meta"`
	Result json.RawMessage `json:"result"`
	Error  *lineError      `json:"error"`
}

type lineError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type refusal struct {
	Error struct {
		Status     int             `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
	line int
}

func (r *refusal) describe() string { return r.Error.Code + ": " + r.Error.Message }

type refusedError struct {
	claimed, line int
	code, text    string
	raw           []byte
}

func (e *refusedError) Error() string { return fmt.Sprintf("export refused: %s", e.raw) }

// Row is an article.
type Row struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

type outcome struct {
	row Row
	err error
}

var (
	errPath   = errors.New("wrong export path")
	errBroken = errors.New("export broke off")
	errStale  = errors.New("export is stale")
)

func (f *medipimFeed) open(ctx context.Context, kind string) (*http.Response, error) {
	for i := 1; ; i++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, f.base+"/v4/"+kind+"/stream", strings.NewReader(`{}`))
		if err != nil {
			return nil, err
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && i < 8 {
			resp.Body.Close()
			t := time.NewTimer(time.Duration(i*i) * time.Second)
			select {
			case <-ctx.Done():
				t.Stop()
				return nil, ctx.Err()
			case <-t.C:
			}
			continue
		}
		return resp, nil
	}
}

func (f *medipimFeed) refuse(resp *http.Response) error {
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	var r refusal
	if err := json.Unmarshal(raw, &r); err != nil {
		return fmt.Errorf("export: %s", resp.Status)
	}
	r.line = resp.StatusCode
	st := r.Error.Status
	defer func() {
		if st >= 500 { // want medipimstatus/branch
			f.breaker()
		}
	}()
	defer func() {
		if r.line >= 500 {
			f.breaker()
		}
	}()
	switch r.Error.Code {
	case "endpoint_not_found": // want medipimpair/impossible
		if resp.StatusCode == http.StatusMethodNotAllowed {
			return fmt.Errorf("%w: %s", errPath, r.describe())
		}
	case "http_method_not_allowed":
		if resp.StatusCode == http.StatusMethodNotAllowed {
			return fmt.Errorf("%w: %s", errPath, r.describe())
		}
	}
	return &refusedError{claimed: st, line: resp.StatusCode, code: r.Error.Code, text: r.Error.Message, raw: raw}
}

// stream sends rows and at most one error.
func (f *medipimFeed) stream(ctx context.Context, kind string, out chan<- outcome) {
	defer close(out)
	resp, err := f.open(ctx, kind)
	if err != nil {
		out <- outcome{err: err}
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return
	}
	if resp.StatusCode != http.StatusOK {
		out <- outcome{err: f.refuse(resp)}
		return
	}
	sc := bufio.NewScanner(resp.Body)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		text := bytes.TrimSpace(sc.Bytes())
		if len(text) == 0 {
			continue
		}
		var l feedLine
		if err := json.Unmarshal(text, &l); err != nil {
			out <- outcome{err: err}
			return
		}
		if l.Error != nil {
			if err := f.judge(l.Error); err != nil {
				out <- outcome{err: err}
				return
			}
			// A line has no other status than this.
			if l.Error.Status == http.StatusNotFound || l.Error.Status >= 500 {
				continue
			}
			if resp.StatusCode == http.StatusOK && l.Error.Code == "server_error" {
				continue
			}
			f.notice("line: %d %s %s", l.Error.Status, l.Error.Code, l.Error.Message)
			continue
		}
		var r Row
		if err := json.Unmarshal(l.Result, &r); err != nil {
			out <- outcome{err: err}
			return
		}
		out <- outcome{row: r}
	}
	if err := sc.Err(); err != nil {
		out <- outcome{err: err}
	}
}

func (f *medipimFeed) judge(e *lineError) error {
	switch e.Code {
	case "stream_aborted": // want medipimcode/unknown
		return errBroken
	case "server_error", "not_found":
		return nil
	}
	if strings.EqualFold(e.Message, "index out of date") { // want medipimmessage/text
		return errStale
	}
	if strings.TrimSpace(e.Message) == "" {
		f.notice("line without a text: %q", e.Code)
	}
	return nil
}

// Load runs the export and hands rows to put.
func Load(ctx context.Context, base, kind string, put func(Row) error) error {
	f := &medipimFeed{base: base, hc: http.DefaultClient, breaker: sync.OnceFunc(func() {}), notice: func(string, ...any) {}}
	ch := make(chan outcome)
	go f.stream(ctx, kind, ch)
	var first error
	for o := range ch {
		var refused *refusedError
		switch {
		case first != nil:
			// drain
		case errors.As(o.err, &refused) && refused.line == http.StatusForbidden && refused.code == "not_authorized":
			first = fmt.Errorf("%s is not in the contract: %w", kind, o.err)
		case errors.As(o.err, &refused) && refused.claimed == http.StatusUnauthorized: // want medipimstatus/branch
			first = fmt.Errorf("credentials: %w", o.err)
		case refused != nil && refused.text != "" && refused.claimed != refused.line:
			first = fmt.Errorf("odd answer: %w", o.err)
		case o.err != nil:
			first = o.err
		default:
			first = put(o.row)
		}
	}
	return first
}
