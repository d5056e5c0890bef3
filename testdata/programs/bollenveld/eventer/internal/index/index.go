// Package index writes documents to the search engine.
package index

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/cenkalti/backoff/v5"
)

// Writer writes to one index.
type Writer struct {
	Node  string
	Index string
}

// Put stores a document.
func (w Writer) Put(ctx context.Context, id string, doc any) error {
	b, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	_, err = backoff.Retry(ctx, func() (struct{}, error) {
		var none struct{}
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, w.Node+"/"+w.Index+"/_doc/"+id, bytes.NewReader(b))
		if err != nil {
			return none, backoff.Permanent(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return none, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			return none, fmt.Errorf("index: %s", resp.Status)
		}
		if resp.StatusCode >= 300 {
			text, _ := io.ReadAll(resp.Body)
			return none, backoff.Permanent(fmt.Errorf("index: %s: %s", resp.Status, text))
		}
		return none, nil
	}, backoff.WithMaxTries(5))
	return err
}
