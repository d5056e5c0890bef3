// Package remote fetches what changed since last night.

//medipimlint:client

package remote

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

const maxTries = 4

// Session is one night's work.
type Session struct {
	Base   string
	User   string
	Pass   string
	Client *http.Client
}

// request builds a request, with a body that net/http can rewind.
func (s *Session) request(ctx context.Context, method, path string, in any) (*http.Request, error) {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, method, s.Base+path, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(s.User, s.Pass)
	return req, nil
}

// failed is the general error of this package, not made for any status.
func failed(resp *http.Response) error {
	text, _ := io.ReadAll(io.LimitReader(resp.Body, 4096))
	return fmt.Errorf("remote: %s: %s", resp.Status, text)
}

// decodeList looks at the status before it decodes.
func decodeList[T any](resp *http.Response) ([]T, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, failed(resp)
	}
	var out struct {
		Results []T `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return out.Results, nil
}

// pause grows with each try and ends with the context.
func pause(ctx context.Context, try int) error {
	d := time.Second<<try + time.Duration(rand.Int64N(int64(time.Second)))
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
