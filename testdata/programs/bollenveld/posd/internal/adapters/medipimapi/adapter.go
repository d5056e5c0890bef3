// Package medipimapi implements ports.Articles.
package medipimapi

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"golang.org/x/sync/errgroup"

	"example.com/bollenveld/posd/internal/domain"
)

// Config is the adapter's part of the configuration.
type Config struct {
	BaseURL  string
	Key      string
	Secret   string
	Parallel int
}

// Adapter is an Articles.
type Adapter struct {
	cfg  Config
	http *retryablehttp.Client
	bulk *retryablehttp.Client
	log  *slog.Logger
}

// New returns an adapter with one client for the counter and one for the night.
func New(cfg Config, log *slog.Logger) *Adapter {
	counter := retryablehttp.NewClient()
	counter.RetryMax = 5
	counter.RetryWaitMin = 300 * time.Millisecond
	counter.Logger = log.WithGroup("counter")
	counter.ErrorHandler = retryablehttp.PassthroughErrorHandler

	bulk := retryablehttp.NewClient()
	bulk.RetryMax = 10
	bulk.RetryWaitMax = 2 * time.Minute
	bulk.Logger = log.WithGroup("bulk")
	bulk.CheckRetry = outage
	bulk.ErrorHandler = retryablehttp.PassthroughErrorHandler

	if cfg.Parallel == 0 {
		cfg.Parallel = 4
	}
	return &Adapter{cfg: cfg, http: counter, bulk: bulk, log: log}
}

// outage retries what the line does to us at night.
func outage(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return true, nil
	}
	return resp.StatusCode >= 500 && resp.StatusCode != http.StatusNotImplemented, nil // want medipimretry/incomplete
}

type envelope struct {
	Error struct {
		Status     int             `json:"status"`
		Code       ErrorCode       `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations,omitempty"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations,omitempty"`
}

func (e envelope) violations() []byte {
	if len(e.Violations) > 0 {
		return e.Violations
	}
	return e.Error.Violations
}

func (a *Adapter) request(ctx context.Context, method, path string, in any) (*retryablehttp.Request, error) {
	var raw any
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		raw = b
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, method, a.cfg.BaseURL+path, raw)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(a.cfg.Key, a.cfg.Secret)
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

// call is the way of every request of the counter.
func call[T any](ctx context.Context, a *Adapter, op, method, path string, in any) (T, error) {
	var out T
	req, err := a.request(ctx, method, path, in)
	if err != nil {
		return out, fmt.Errorf("%s: %w", op, err)
	}
	resp, err := a.http.Do(req)
	if err != nil {
		return out, fmt.Errorf("%s: %w", op, err)
	}
	defer resp.Body.Close()
	if err := a.translate(op, resp); err != nil {
		return out, err
	}
	if resp.StatusCode == http.StatusNoContent {
		return out, nil
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return out, fmt.Errorf("%s: %w", op, err)
	}
	return out, nil
}

// translate turns what is not a success into an error of the domain.
func (a *Adapter) translate(op string, resp *http.Response) error {
	if resp.StatusCode < http.StatusBadRequest {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	up := &domain.Upstream{Op: op, Status: resp.StatusCode}
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		up.Detail = string(body)
		return up
	}
	up.Detail = env.Error.Message
	a.log.Debug("error answer", "op", op, "http", resp.StatusCode, "body", env.Error.Status, "code", env.Error.Code)

	switch resp.StatusCode {
	case http.StatusBadRequest, http.StatusMethodNotAllowed:
		if env.Error.Code == CodeBadRequest || env.Error.Code == CodeMethod {
			return errors.Join(domain.ErrDefect, up)
		}
	case http.StatusUnauthorized:
		if !env.Error.Code.credentials() {
			a.log.Warn("401 with a code that is not about credentials", "code", env.Error.Code)
		}
		switch env.Error.Code {
		case CodeNotAuthenticated:
			return errors.Join(domain.ErrDefect, up)
		case CodeNotAuthorized: // want medipimpair/impossible
			return fmt.Errorf("%w: %s", domain.ErrDenied, up.Detail)
		case CodeKeyInactive:
			up.Detail = "key switched off, call the vendor"
		}
		return errors.Join(domain.ErrDenied, up)
	case http.StatusForbidden:
		return errors.Join(domain.ErrDenied, up)
	case http.StatusNotFound:
		if env.Error.Code == CodeEndpointNotFound {
			return errors.Join(domain.ErrDefect, up)
		}
		return domain.ErrNotFound
	case http.StatusUnprocessableEntity:
		return &domain.Invalid{Op: op, Fields: env.violations()}
	}
	return up
}

type product struct {
	CNK    domain.CNK        `json:"cnk"`
	Name   map[string]string `json:"name"`
	Status ProductStatus     `json:"status"`
	Price  struct {
		Public domain.Cents `json:"public"`
	} `json:"price"`
	Recipe bool `json:"prescription"`
}

func (p product) article() domain.Article {
	return domain.Article{CNK: p.CNK, Name: p.Name["nl"], Price: p.Price.Public, OnRecipe: p.Recipe, FetchedAt: time.Now()}
}

// Article implements ports.Articles.
func (a *Adapter) Article(ctx context.Context, cnk domain.CNK) (domain.Article, error) {
	out, err := call[struct {
		Product product `json:"product"`
	}](ctx, a, "find", http.MethodGet, "/v4/products/find?cnk="+url.QueryEscape(string(cnk)), nil)
	if err != nil {
		return domain.Article{}, err
	}
	switch out.Product.Status {
	case StatusDiscontinued, StatusUnauthorized:
		return domain.Article{}, domain.ErrNotFound
	}
	return out.Product.article(), nil
}

// Articles implements ports.Articles.
func (a *Adapter) Articles(ctx context.Context, cnks ...domain.CNK) (map[domain.CNK]domain.Article, error) {
	var (
		mu  sync.Mutex
		out = make(map[domain.CNK]domain.Article, len(cnks))
	)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(a.cfg.Parallel)
	for _, cnk := range cnks {
		g.Go(func() error {
			art, err := a.Article(ctx, cnk)
			if errors.Is(err, domain.ErrNotFound) {
				return nil
			}
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			out[cnk] = art
			return nil
		})
	}
	return out, g.Wait()
}

// Warm fills the cache at night.
func (a *Adapter) Warm(ctx context.Context, store func(domain.Article)) (int, error) {
	req, err := a.request(ctx, http.MethodPost, "/v4/products/stream", map[string]any{"filter": map[string]any{"status": StatusActive}})
	if err != nil {
		return 0, err
	}
	resp, err := a.bulk.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return 0, nil
	}
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("warm: HTTP %d", resp.StatusCode)
	}
	n := 0
	dec := json.NewDecoder(bufio.NewReader(resp.Body))
	for {
		var line struct {
			Result *product `json:"result"`
			Error  *struct {
				Status  int       `json:"status"`
				Code    ErrorCode `json:"code"`
				Message string    `json:"message"`
			} `json:"error"`
		}
		switch err := dec.Decode(&line); {
		case errors.Is(err, io.EOF):
			return n, nil
		case err != nil:
			return n, fmt.Errorf("warm: after %d lines: %w", n, err)
		case line.Error != nil && line.Error.Status == http.StatusInternalServerError:
			return n, fmt.Errorf("warm: %s", line.Error.Message)
		case line.Result == nil:
			continue
		}
		store(line.Result.article())
		n++
	}
}
