// Package catalog reads the product catalogue for the intranet search page.
//
//medipimlint:client

package catalog

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/go-resty/resty/v2"
)

// Options is filled from the environment by cmd/intranet.
type Options struct {
	Host        string
	Key, Secret string
	Retries     int
	Wait        time.Duration
}

// Client is safe for concurrent use.
type Client struct {
	http *resty.Client
}

// New builds the client; the retry settings are in retry.go.
func New(o Options) *Client {
	c := resty.New().
		SetBaseURL(o.Host).
		SetBasicAuth(o.Key, o.Secret).
		SetTimeout(20 * time.Second)
	configureRetry(c, o)
	return &Client{http: c}
}

type fault struct {
	Error struct {
		Status     int               `json:"status"`
		Code       string            `json:"code"`
		Message    string            `json:"message"`
		Violations []json.RawMessage `json:"violations"`
	} `json:"error"`
}

// httpError is what every method of this package returns for a failed call.
type httpError struct {
	status int
	fault  fault
}

func (e *httpError) Error() string {
	return fmt.Sprintf("catalog: %d %s %s", e.status, e.fault.Error.Code, e.fault.Error.Message)
}

func toError(r *resty.Response) error {
	e := &httpError{status: r.StatusCode()}
	if f, ok := r.Error().(*fault); ok {
		e.fault = *f
	}
	return e
}

// check is nil for a 2xx.
func check(r *resty.Response) error {
	if r.IsSuccess() {
		return nil
	}
	return toError(r)
}
