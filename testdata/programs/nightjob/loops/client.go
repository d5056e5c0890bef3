//medipimlint:client

package loops

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Client is configured from outside.
type Client struct {
	HTTP *http.Client
	Base string
}

var errGaveUp = errors.New("gave up")

// checkOK turns a bad answer into a general error.
func checkOK(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// post builds a request.
func (c *Client) post(ctx context.Context, path string, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.Base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

// backoff waits 1, 2, 4 … seconds.
func backoff(attempt int) {
	time.Sleep(time.Second << attempt)
}
