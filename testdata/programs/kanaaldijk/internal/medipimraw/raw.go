// Package medipimraw sends requests to Medipim, and leaves the answers to others.
package medipimraw

import (
	"bytes"
	"context"
	"net/http"

	"github.com/go-resty/resty/v2"
)

const base = "https://api.medipim.be/v4"

var rc = resty.New().SetBaseURL(base)

// Post posts a body.
func Post(ctx context.Context, path string, body any) (*resty.Response, error) {
	return rc.R().SetContext(ctx).SetBody(body).Post(path)
}

// Stream opens a stream.
func Stream(ctx context.Context, query []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/products/stream", bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}
