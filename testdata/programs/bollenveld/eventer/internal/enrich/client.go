// Package enrich adds to an event what the product database knows.
package enrich

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strconv"
	"time"

	retry4 "github.com/avast/retry-go/v4"
	"github.com/avast/retry-go/v5"
	"github.com/cenkalti/backoff/v5"
)

// MedipimClient is the database's client.
type MedipimClient struct {
	Base   string
	Key    string
	Secret string
	HTTP   *http.Client
	Log    *slog.Logger
}

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type statusError struct {
	code int
	path string
}

func (e *statusError) Error() string { return e.path + ": HTTP " + strconv.Itoa(e.code) }

func (c *MedipimClient) send(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.Base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.Key, c.Secret)
	req.Header.Set("Content-Type", "application/json")
	return c.HTTP.Do(req)
}

// Result is what the handlers get: a value, or the reason why there is none.
type Result[T any] struct {
	Value   T
	Status  int
	Code    string
	Message string
}

type raw struct {
	status int
	body   []byte
}

// get is the way of most requests; it survives the throttle and outages.
func get[T any](ctx context.Context, c *MedipimClient, path string) (Result[T], error) {
	r, err := backoff.Retry(ctx, func() (raw, error) {
		resp, err := c.send(ctx, http.MethodGet, path, nil)
		if err != nil {
			return raw{}, err
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusTooManyRequests:
			if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
				return raw{}, backoff.RetryAfter(s)
			}
			return raw{}, &statusError{resp.StatusCode, path}
		case resp.StatusCode >= 500:
			return raw{}, &statusError{resp.StatusCode, path}
		}
		b, err := io.ReadAll(resp.Body)
		return raw{resp.StatusCode, b}, err
	}, backoff.WithMaxElapsedTime(3*time.Minute), backoff.WithNotify(func(err error, d time.Duration) {
		c.Log.Warn("again", "err", err, "in", d)
	}))
	var res Result[T]
	if err != nil {
		return res, err
	}
	if r.status >= 400 {
		var env envelope
		if err := json.Unmarshal(r.body, &env); err != nil {
			return res, fmt.Errorf("%w: %.100s", &statusError{r.status, path}, r.body)
		}
		res.Status, res.Code, res.Message = env.Error.Status, env.Error.Code, env.Error.Message
		return res, nil
	}
	res.Status = r.status
	err = json.Unmarshal(r.body, &res.Value)
	return res, err
}

// Product is a product of the database.
type Product struct {
	ID     string            `json:"id"`
	Name   map[string]string `json:"name"`
	Brand  string            `json:"brand"`
	Status string            `json:"status"`
	Code   string            `json:"code"`
}

// Product looks a product up.
func (c *MedipimClient) Product(ctx context.Context, id string) (Result[Product], error) {
	return get[Product](ctx, c, "/v4/products/"+id)
}

// Brand is a brand.
type Brand struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// ErrNoBrand says that a brand was removed.
var ErrNoBrand = errors.New("no such brand")

// Brand looks a brand up.
func (c *MedipimClient) Brand(ctx context.Context, id string) (*Brand, error) {
	return backoff.Retry(ctx, func() (*Brand, error) {
		resp, err := c.send(ctx, http.MethodGet, "/v4/brands/"+id, nil)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		switch code := resp.StatusCode; {
		case code == http.StatusOK:
			b := new(Brand)
			return b, json.NewDecoder(resp.Body).Decode(b)
		case code == http.StatusNotFound:
			return nil, backoff.Permanent(ErrNoBrand)
		case code >= http.StatusInternalServerError: // want medipimretry/incomplete
			return nil, &statusError{code, "brand"}
		}
		return nil, backoff.Permanent(&statusError{resp.StatusCode, "brand"})
	}, backoff.WithMaxTries(4))
}

// Photo returns a photo.
func (c *MedipimClient) Photo(ctx context.Context, id string) ([]byte, error) {
	resp, err := backoff.Retry(ctx, func() (*http.Response, error) { // want medipimretry/library
		return c.send(ctx, http.MethodGet, "/v4/media/"+id+"/photo", nil)
	}, backoff.WithMaxTries(3))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	if resp.StatusCode != http.StatusOK {
		return nil, &statusError{resp.StatusCode, "photo"}
	}
	return io.ReadAll(resp.Body)
}

// Related returns the products that are shown beside a product.
func (c *MedipimClient) Related(ctx context.Context, id string) ([]string, error) {
	var list rows[string]
	err := retry4.Do(func() error { // want medipimretry/library
		resp, err := c.send(ctx, http.MethodGet, "/v4/products/"+id+"/related", nil)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		return json.NewDecoder(resp.Body).Decode(&list) // want medipimunchecked/unchecked
	}, retry4.Context(ctx), retry4.Attempts(4), retry4.Delay(time.Second))
	return list.Results, err
}

// transient says what the retrier of Prices tries again.
func transient(err error) bool {
	var se *statusError
	if errors.As(err, &se) {
		return se.code >= 500 || se.code == http.StatusRequestTimeout // want medipimretry/incomplete
	}
	return retry.IsRecoverable(err)
}

// patient is for what may take a while.
func patient(err error) bool {
	var se *statusError
	if errors.As(err, &se) {
		return se.code >= 500 || se.code == http.StatusTooManyRequests
	}
	return retry.IsRecoverable(err)
}

func (c *MedipimClient) query(ctx context.Context, kind string, in, out any) error {
	b, err := json.Marshal(in)
	if err != nil {
		return retry.Unrecoverable(err)
	}
	resp, err := c.send(ctx, http.MethodPost, "/v4/"+kind+"/query", b)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return &statusError{resp.StatusCode, kind}
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

type rows[T any] struct {
	Results []T `json:"results"`
}

// Leaflets lists the leaflets of a product.
func (c *MedipimClient) Leaflets(ctx context.Context, id string) ([]string, error) {
	list, err := retry.NewWithData[rows[string]](retry.Context(ctx), retry.Attempts(8), retry.Delay(time.Second), retry.RetryIf(patient)).
		Do(func() (out rows[string], err error) {
			err = c.query(ctx, "media", map[string]string{"product": id, "type": "leaflet"}, &out)
			return out, err
		})
	return list.Results, err
}

// Price is one price.
type Price struct {
	ID    string `json:"id"`
	Cents int    `json:"publicPrice"`
}

// Prices returns the prices of a brand.
func (c *MedipimClient) Prices(ctx context.Context, brand string) (map[string]int, error) {
	prices := map[string]int{}
	again := retry.New(retry.Context(ctx), retry.Attempts(5), retry.Delay(2*time.Second), retry.RetryIf(transient))
	err := again.Do(func() error {
		b, err := json.Marshal(map[string]string{"brand": brand})
		if err != nil {
			return retry.Unrecoverable(err)
		}
		resp, err := c.send(ctx, http.MethodPost, "/v4/prices/query", b)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return &statusError{resp.StatusCode, "prices"}
		}
		var list rows[Price]
		if err := json.NewDecoder(resp.Body).Decode(&list); err != nil {
			return err
		}
		for _, p := range list.Results {
			prices[p.ID] = p.Cents
		}
		return nil
	})
	return prices, err
}

// Withdraw tells the database that we no longer sell a product.
func (c *MedipimClient) Withdraw(ctx context.Context, id string) error {
	_, err := backoff.Retry(ctx, func() (bool, error) {
		resp, err := c.send(ctx, http.MethodPost, "/v4/products/"+id+"/withdraw", nil)
		if err != nil {
			return false, err
		}
		defer resp.Body.Close()
		if resp.StatusCode < 300 {
			return true, nil
		}
		var env envelope
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			return false, backoff.Permanent(err)
		}
		failure := fmt.Errorf("withdraw %s: HTTP %d %s", id, resp.StatusCode, env.Error.Code)
		if env.Error.Code == "too_many_request" || resp.StatusCode >= 500 { // want medipimcode/unknown
			return false, failure
		}
		return false, backoff.Permanent(failure)
	}, backoff.WithMaxTries(6))
	return err
}

// Hello checks the credentials before the first event.
func (c *MedipimClient) Hello(ctx context.Context) error {
	resp, err := c.send(ctx, http.MethodGet, "/v4/ping", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNoContent:
		return nil
	case http.StatusTooManyRequests: // want medipimretry/fatal
		c.Log.Error("throttled at the start, let the scheduler start us again")
		os.Exit(3)
	}
	return &statusError{resp.StatusCode, "ping"}
}
