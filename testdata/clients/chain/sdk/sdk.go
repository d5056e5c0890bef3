// Package sdk is the middle of a client in several packages.
package sdk

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"example.com/clients/chain/send"
	"example.com/clients/chain/wire"
)

// Client sends requests.
type Client struct{ HTTP *http.Client }

// Product is what a lookup finds.
type Product struct {
	Name string `json:"name"`
}

// Error is what a lookup returns if the API refuses it. Its status is the body's.
type Error struct {
	Status int
	HTTP   int
	Code   string
}

func (e *Error) Error() string { return fmt.Sprintf("sdk: %d %s", e.HTTP, e.Code) }

// HasCode compares the code.
func (e *Error) HasCode(code string) bool { return e.Code == code }

// StatusCode is the body's.
func (e *Error) StatusCode() int { return e.Status }

// HTTPStatus is the response's.
func (e *Error) HTTPStatus() int { return e.HTTP }

// ErrGone is for products that do not exist.
var ErrGone = errors.New("sdk: gone")

// Find looks a product up. Nothing in this package or below it handles a 429.
func (c *Client) Find(id string) (*Product, error) {
	resp, err := send.Post(c.HTTP, "/products/query", []byte(`{"id":"`+id+`"}`)) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, c.fail(resp)
	}
	p := new(Product)
	return p, json.NewDecoder(resp.Body).Decode(p)
}

func (c *Client) fail(resp *http.Response) error {
	f, err := wire.Decode(resp)
	if err != nil {
		return err
	}
	if wire.IsRefusal(f.Status) { // want medipimstatus/branch
		return errors.New("sdk: check the key")
	}
	if wire.IsRefusal(resp.StatusCode) || f.Code == "endpoint_not_found" {
		return errors.New("sdk: bug")
	}
	return &Error{Status: f.Status, HTTP: resp.StatusCode, Code: f.Code}
}

// Mapped returns the error that stands for the code in the caller's table, or e.
func (e *Error) Mapped(to map[string]error) error {
	if err, ok := to[e.Code]; ok {
		return err
	}
	return e
}

// Label returns the caller's text for the code.
func (e *Error) Label(texts map[string]string) string { return texts[e.Code] }

// ByHTTP returns the caller's text for the status.
func (e *Error) ByHTTP(texts map[int]string) string { return texts[e.HTTP] }
