package closures

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// MedipimShelf keeps what all functions here need; the identifier ties them to the catalogue.
type MedipimShelf struct {
	hc      *http.Client
	address string
}

// StatusError carries any status; it is not made for one of them.
type StatusError struct {
	Status int
	Code   string
}

// Error formats.
func (e *StatusError) Error() string { return fmt.Sprintf("%d %s", e.Status, e.Code) }

// Box is plain data.
type Box struct {
	Results []json.RawMessage `json:"results"`
}

// request makes a fresh request on every call.
func (m *MedipimShelf) request(ctx context.Context, body []byte) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodPost, m.address+"/v4/products/query", bytes.NewReader(body))
}

// refused makes the general error from the status line and the code in the body.
func refused(resp *http.Response) error {
	var env struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	_ = json.NewDecoder(resp.Body).Decode(&env)
	return &StatusError{Status: resp.StatusCode, Code: env.Error.Code}
}

// unpack decodes an answer that its callers have found to be good, or refuses it.
func unpack(resp *http.Response) (*Box, error) {
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, refused(resp)
	}
	b := new(Box)
	return b, json.NewDecoder(resp.Body).Decode(b)
}

// seconds reads the header and falls back on two.
func seconds(resp *http.Response) int {
	if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && n > 0 {
		return n
	}
	return 2
}

// pause is the delay that all the libraries here start from.
const pause = 750 * time.Millisecond

var errNoBody = errors.New("shelf: empty query")
