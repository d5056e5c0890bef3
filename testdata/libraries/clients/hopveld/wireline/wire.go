package wireline

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/gojek/heimdall/v7/httpclient"
)

const root = "https://api.medipim.be"

var conn = httpclient.NewClient(httpclient.WithHTTPTimeout(15 * time.Second))

// Send puts a query on the wire and hands the bare answer to whoever asked; this package looks at no answer itself.
func Send(ctx context.Context, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, root+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return conn.Do(req)
}
