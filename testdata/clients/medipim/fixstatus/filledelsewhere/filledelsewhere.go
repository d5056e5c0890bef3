// Package filledelsewhere decodes what another package declares.
package filledelsewhere

import (
	"encoding/json"
	"net/http"

	"example.com/clients/medipim/fixstatus/filledelsewhere/failures"
)

func fail(resp *http.Response) error {
	var doc failures.Envelope
	if err := json.NewDecoder(resp.Body).Decode(&doc); err != nil {
		return err
	}
	if resp.Header.Get("X-Old") != "" {
		return failures.Of(&doc)
	}
	return failures.New(doc)
}
