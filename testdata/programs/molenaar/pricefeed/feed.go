// Package pricefeed reads public prices with gjson, because nobody wanted to write the structs.
package pricefeed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rs/zerolog"
	"github.com/tidwall/gjson"
)

var hosts = map[string]string{
	"be": "https://api.medipim.be",
	"fr": "https://api.medipim.fr",
	"au": "https://api.au.medipim.com",
}

var (
	errNoPrice   = errors.New("no price")
	errRejected  = errors.New("request rejected")
	errBackLater = errors.New("back later")
	errSetup     = errors.New("wrong set-up")
)

var log = zerolog.New(os.Stderr)

// Feed reads for one country.
type Feed struct {
	country  string
	user, pw string
	client   *http.Client
}

type reply struct {
	code int
	body []byte
}

// post sends and retries; the status travels with the bytes.
func (f *Feed) post(ctx context.Context, path, body string) (reply, error) {
	for pause := time.Second; ; pause *= 2 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, hosts[f.country]+path, strings.NewReader(body))
		if err != nil {
			return reply{}, err
		}
		req.SetBasicAuth(f.user, f.pw)
		resp, err := f.client.Do(req)
		if err != nil {
			return reply{}, err
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return reply{}, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && pause < time.Minute {
			time.Sleep(pause)
			continue
		}
		return reply{resp.StatusCode, b}, nil
	}
}

// Price returns the public price in cents.
func (f *Feed) Price(ctx context.Context, cnk string) (int64, error) {
	r, err := f.post(ctx, "/v4/products/query", `{"filter":{"cnk":"`+cnk+`"}}`)
	if err != nil {
		return 0, err
	}
	if r.code != http.StatusOK {
		return 0, f.refused(r)
	}
	p := gjson.GetBytes(r.body, "results.0.publicPrice")
	if !p.Exists() {
		return 0, errNoPrice
	}
	return p.Int(), nil
}

func (f *Feed) refused(r reply) error {
	e := gjson.GetBytes(r.body, "error")
	log.Error().
		Int("http", r.code).
		Int64("body_status", e.Get("status").Int()).
		Str("code", e.Get("code").String()).
		Msg(e.Get("message").String())
	if !e.Exists() {
		return fmt.Errorf("%w: HTTP %d", errBackLater, r.code)
	}
	switch r.code {
	case http.StatusUnauthorized:
		if e.Get("code").Str == "not_authorized" { // want medipimpair/impossible
			return errSetup
		}
		return fmt.Errorf("%w: %s", errSetup, e.Get("code").Str)
	case http.StatusForbidden:
		if e.Get("code").Str == "not_authorized" {
			return errSetup
		}
		return errRejected
	}
	if gjson.GetBytes(r.body, "error.status").Int() >= 500 { // want medipimstatus/branch
		return errBackLater
	}
	switch gjson.GetBytes(r.body, "error.code").String() {
	case "server_error":
		return errBackLater
	case "bad-request": // want medipimcode/unknown
		return errRejected
	}
	if strings.HasSuffix(e.Get("code").String(), "_timeout") { // want medipimcode/prefix
		return errBackLater
	}
	if strings.HasSuffix(e.Get("code").String(), "_not_found") {
		return errSetup
	}
	if msg := e.Get("message").String(); msg != "" {
		return fmt.Errorf("%w: %s", errRejected, msg)
	}
	return errRejected
}

// Probe is for the monitoring: is the product known at all?
func (f *Feed) Probe(ctx context.Context, cnk string) (bool, error) {
	r, err := f.post(ctx, "/v4/products/query", `{"filter":{"cnk":"`+cnk+`"}}`)
	if err != nil {
		return false, err
	}
	if r.code == http.StatusOK {
		return gjson.GetBytes(r.body, "results.#").Int() > 0, nil
	}
	got := gjson.GetManyBytes(r.body, "error.code", "error.message")
	if slices.Contains([]string{"not_found", "no_results"}, got[0].String()) { // want medipimcode/unknown
		return false, nil
	}
	if got[1].Exists() && got[0].Str != "" {
		log.Warn().Str("code", got[0].Str).Msg(got[1].Str)
	}
	return false, fmt.Errorf("probe: HTTP %d", r.code)
}

// Line is one line of the stream.
type Line struct {
	Meta, Result gjson.Result
}

// Lines streams; an error line ends it.
func (f *Feed) Lines(ctx context.Context, filter string) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		r, err := f.post(ctx, "/v4/products/stream", filter)
		if err != nil {
			yield(Line{}, err)
			return
		}
		if r.code == http.StatusNoContent {
			return
		}
		if r.code != http.StatusOK {
			yield(Line{}, f.refused(r))
			return
		}
		for raw := range bytes.Lines(r.body) {
			line := gjson.ParseBytes(raw)
			switch line.Get("error.status").Int() {
			case 0:
			case 404:
				continue
			default:
				yield(Line{}, fmt.Errorf("%w: %s", errBackLater, line.Get("error.code")))
				return
			}
			if line.Get("error.code").Str == "not_found" {
				continue
			}
			if !yield(Line{line.Get("meta"), line.Get("result")}, nil) {
				return
			}
		}
	}
}
