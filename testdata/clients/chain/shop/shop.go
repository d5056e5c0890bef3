// Package shop is the far end of a client in several packages.
package shop

import (
	"errors"
	"net/http"
	"time"

	"example.com/clients/chain/sdk"
	"example.com/clients/chain/send"
	"example.com/clients/chain/wire"
)

func exists(c *sdk.Client, id string) (bool, error) {
	_, err := c.Find(id)
	var e *sdk.Error
	if !errors.As(err, &e) {
		return err == nil, err
	}
	switch e.StatusCode() { // want medipimstatus/branch
	case http.StatusNotFound:
		return false, nil
	}
	if e.HTTPStatus() == http.StatusNotFound || e.HTTP == http.StatusGone {
		return false, nil
	}
	if e.Code == "not-found" { // want medipimcode/unknown
		return false, nil
	}
	return false, err
}

func refused(resp *http.Response) (bool, error) {
	f, err := wire.Decode(resp)
	if err != nil {
		return false, err
	}
	return f.Status == 403, nil // want medipimstatus/branch
}

// This caller of the bare send waits and tries again.
func query(c *http.Client, body []byte) (int, error) {
	for n := 0; ; n++ {
		resp, err := send.Post(c, "/products/query", body)
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp.StatusCode, nil
		}
		time.Sleep(time.Second << n)
	}
}

var (
	errNone   = errors.New("shop: none")
	errDenied = errors.New("shop: denied")
)

// A table that another package looks the code up in has codes for keys.
var mapped = map[string]error{
	"not_found":   errNone,
	"not_allowed": errDenied, // want medipimcode/unknown
}

func explain(err error) (string, error) {
	var e *sdk.Error
	if !errors.As(err, &e) {
		return "", err
	}
	text := e.Label(map[string]string{
		"server_error":     "later",
		"validation_error": "wrong", // want medipimcode/unknown
	})
	return text + e.ByHTTP(map[int]string{404: "none"}), e.Mapped(mapped)
}
