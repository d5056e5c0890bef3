//medipimlint:client

// Package statuslists retries what is in a list: an array, a sorted list, a set that is made by a function or in init.
package statuslists

import (
	"context"
	"fmt"
	"net/http"
)

type Client struct {
	HTTP *http.Client
	Base string
}

func (c *Client) get(ctx context.Context, path string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodGet, c.Base+path, nil)
}

func checkOK(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}
