// Package mirror keeps a copy of brands, media and leaflets on the disk of the print shop.
package mirror

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Syncer copies what is behind root into dir.
type Syncer struct {
	hc   *http.Client
	root string
	dir  string
}

func NewSyncer(root, dir string) *Syncer {
	return &Syncer{hc: &http.Client{Timeout: time.Minute}, root: root, dir: dir}
}

func (s *Syncer) open(ctx context.Context, ref string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.root+ref, nil)
	if err != nil {
		return nil, err
	}
	return s.hc.Do(req) // want medipimretry/missing
}

var errGone = errors.New("gone")

// must2xx turns an answer that is not a success into an error.
func must2xx(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode <= 299 {
		return nil
	}
	head, _ := io.ReadAll(io.LimitReader(resp.Body, 200))
	return fmt.Errorf("%s: %s: %q", resp.Request.URL.Path, resp.Status, head)
}
