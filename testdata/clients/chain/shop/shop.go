// Package shop is the far end of a client in three packages.
package shop

import (
	"errors"
	"net/http"

	"example.com/clients/chain/sdk"
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
