// Package query sends its query once, whatever the answer.
package query

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Run posts a query and returns the answer's body.
func Run(base string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/v4/products/query", bytes.NewReader([]byte(`{"filter":{"id":["M1","M2"]}}`)))
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("medipim: %s", resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}
