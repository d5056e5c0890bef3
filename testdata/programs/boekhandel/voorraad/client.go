// Package voorraad keeps the stock list in step.
package voorraad

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strconv"
	"time"

	"resty.dev/v3"
)

// Medipim is a stock reader.
type Medipim struct {
	query  *resty.Client // POST
	lookup *resty.Client // GET
	stream *resty.Client
	probe  *resty.Client
	bulk   *resty.Client
}

func host() string {
	return cmp.Or(os.Getenv("MEDIPIM_URL"), "https://api.medipim.be")
}

func limited(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() >= 500
}

// Open builds the clients.
func Open() *Medipim {
	m := &Medipim{}

	m.query = resty.New() // want medipimretry/library
	m.query.SetBaseURL(host())
	m.query.SetRetryCount(3)
	m.query.AddRetryConditions(limited)

	m.lookup = resty.New().
		SetBaseURL(host()).
		SetRetryCount(3).
		SetRetryWaitTime(time.Second).
		AddRetryConditions(limited)

	m.stream = resty.New().SetBaseURL(host())
	m.stream.SetRetryCount(8).SetRetryAllowNonIdempotent(true).SetRetryMaxWaitTime(time.Minute)
	m.stream.AddRetryConditions(
		func(_ *resty.Response, err error) bool { return err != nil },
		func(r *resty.Response, _ error) bool { return r.StatusCode() > 499 }, // want medipimretry/incomplete
	)

	m.probe = resty.New().SetBaseURL(host()).SetTimeout(2 * time.Second)

	m.bulk = resty.New().
		SetBaseURL(host()).
		SetRetryCount(5).
		SetRetryWaitTime(2 * time.Second).
		SetRetryAllowNonIdempotent(true).
		AddRetryConditions(func(r *resty.Response, err error) bool {
			return err != nil || r.IsStatusFailure()
		}).
		AddRetryHooks(func(r *resty.Response, err error) {
			if r != nil && r.StatusCode() >= 500 {
				slog.Warn("bulk: server in trouble", "status", r.Status())
			}
		})
	return m
}

// Close releases the connections.
func (m *Medipim) Close() error {
	for _, c := range []*resty.Client{m.query, m.lookup, m.stream, m.probe, m.bulk} {
		if err := c.Close(); err != nil {
			return err
		}
	}
	return nil
}

type item struct {
	CNK   string `json:"cnk"`
	Stock int    `json:"stock"`
}

type list struct {
	Results []item `json:"results"`
}

type failure struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Status  string `json:"status"`
	} `json:"error"`
	Violations []map[string]any `json:"violations"`
}

func (f *failure) String() string { return f.Error.Code + ": " + f.Error.Message }

// Query asks for the stock of a supplier.
func (m *Medipim) Query(ctx context.Context, supplier int) ([]item, error) {
	var l list
	var f failure
	res, err := m.query.R().SetContext(ctx).SetBody(map[string]int{"supplier": supplier}).SetResult(&l).SetResultError(&f).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if res.IsStatusFailure() {
		if n, _ := strconv.Atoi(f.Error.Status); n/100 == 4 { // want medipimstatus/branch
			return nil, fmt.Errorf("our mistake: %v", f.String())
		}
		return nil, fmt.Errorf("stock: %s: %v", res.Status(), f.String())
	}
	return l.Results, nil
}

// Lookup finds one item.
func (m *Medipim) Lookup(ctx context.Context, cnk string) (*item, error) {
	var it item
	res, err := m.lookup.R().SetContext(ctx).SetQueryParam("cnk", cnk).SetResult(&it).Get("/v4/products/find")
	switch {
	case err != nil:
		return nil, err
	case res.StatusCode() == http.StatusNotFound:
		return nil, nil
	case res.StatusCode() != http.StatusOK:
		return nil, fmt.Errorf("lookup %s: %s", cnk, res.Status())
	}
	return &it, nil
}

// Stream opens the stream; the caller reads the lines.
func (m *Medipim) Stream(ctx context.Context, each func(line []byte) error) error {
	res, err := m.stream.R().SetContext(ctx).Post("/v4/products/stream")
	if err != nil {
		return err
	}
	if !res.IsStatusSuccess() {
		return fmt.Errorf("stream: %s", res.Status())
	}
	return each(res.Bytes())
}

// Alive looks whether the API answers.
func (m *Medipim) Alive(ctx context.Context) error {
	res, err := m.probe.R().SetContext(ctx).Get("/v4/products/find?id=1") // want medipimretry/missing
	if err != nil {
		return err
	}
	if res.IsStatusFailure() {
		return fmt.Errorf("probe: %s", res.Status())
	}
	return nil
}

// Bulk asks for many at once.
func (m *Medipim) Bulk(ctx context.Context, cnks []string) (l list, err error) {
	var f failure
	res, err := m.bulk.R().SetContext(ctx).SetBody(cnks).SetResult(&l).SetResultError(&f).Post("/v4/products/query")
	if err != nil {
		return l, err
	}
	if res.StatusCode() == http.StatusUnprocessableEntity {
		return l, fmt.Errorf("bulk: %s: %v", f.String(), f.Violations)
	}
	if res.IsStatusFailure() {
		return l, fmt.Errorf("bulk: %s", f.String())
	}
	return l, nil
}

// Once asks for one supplier, with the retry set up on the request.
func (m *Medipim) Once(ctx context.Context, supplier int) (l list, err error) {
	res, err := m.lookup.R().
		SetContext(ctx).
		SetRetryAllowNonIdempotent(true).
		SetBody(map[string]int{"supplier": supplier}).
		SetResult(&l).
		Post("/v4/products/query")
	if err == nil && res.IsStatusFailure() {
		err = fmt.Errorf("once: %s", res.Status())
	}
	return l, err
}
