package statuspairs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

const medipimAddress = "https://api.sandbox.au.medipim.com"

// exchange returns the number and the bytes and leaves it at that; nobody below looks for 429.
func exchange(ctx context.Context, path string, in []byte) (int, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimAddress+path, bytes.NewReader(in))
	if err != nil {
		return 0, nil, err
	}
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	return resp.StatusCode, out, err
}

// Search looks at the number before it decodes the bytes.
func Search(ctx context.Context, q string) (ids []string, err error) {
	n, b, err := exchange(ctx, "/v4/products/query", []byte(q))
	if err != nil {
		return nil, err
	}
	if n != http.StatusOK {
		return nil, fmt.Errorf("search: %d %s", n, b)
	}
	return ids, json.Unmarshal(b, &ids)
}

// Count looks at the number as well, for 2xx.
func Count(ctx context.Context, q string) (n int, err error) {
	code, b, err := exchange(ctx, "/v4/products/count", []byte(q))
	switch {
	case err != nil:
		return 0, err
	case code/100 != 2:
		return 0, fmt.Errorf("count: %d %s", code, b)
	}
	err = json.Unmarshal(b, &n)
	return n, err
}

// Guess decodes the bytes and throws the number away.
func Guess(ctx context.Context, q string) (n int, err error) {
	_, b, err := exchange(ctx, "/v4/products/guess", []byte(q))
	if err != nil {
		return 0, err
	}
	err = json.Unmarshal(b, &n) // want medipimunchecked/unchecked
	return n, err
}
