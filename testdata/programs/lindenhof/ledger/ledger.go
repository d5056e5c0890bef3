// Package ledger books invoices with a service of its own.
package ledger

import (
	"encoding/json"
	"errors"
	"fmt"

	"example.com/lindenhof/vocabulary"
)

// BookError is that service's failure.
type BookError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e BookError) Error() string { return e.Message }

// Read decodes the failure.
func Read(b []byte) error {
	var v struct {
		Error BookError `json:"error"`
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	return v.Error
}

// The failure's number, word and sentence decide there.
func Closed(err error) bool {
	var be BookError
	if !errors.As(err, &be) {
		return false
	}
	return be.Status == 409 || be.Code == "year_closed" || be.Code == vocabulary.Withdrawn || be.Message == "Year closed"
}

// The failure's number is the tag there.
func Kind(err error) string {
	if be, ok := errors.AsType[BookError](err); ok {
		switch be.Status {
		case 404:
			return "absent"
		case 422:
			return "invalid"
		}
		return fmt.Sprint(be.Code)
	}
	return ""
}
