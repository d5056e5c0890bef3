// Package leiding is the bare pipe: it adds the credentials and nothing else.
package leiding

import (
	"context"
	"io"
	"net/http"
)

const host = "https://api.medipim.be"

// Pijp is a pipe.
type Pijp struct{ Sleutel, Geheim string }

// Open sends and hands the answer up as it is.
func (p Pijp) Open(ctx context.Context, method, path string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, host+path, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(p.Sleutel, p.Geheim)
	return http.DefaultClient.Do(req)
}
