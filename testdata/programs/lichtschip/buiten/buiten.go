// Package buiten is the client of our own stock service, which copied its error format
// from a supplier. It has nothing to do with that supplier.
package buiten

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Error is the stock service's error; its status in the body is the documented one.
type Error struct {
	Body struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func (e *Error) Error() string { return fmt.Sprintf("%d %s", e.Body.Status, e.Body.Message) }

// Temporary reports whether it may go away.
func (e *Error) Temporary() bool {
	return e.Body.Status >= 500 || e.Body.Code == "rate_limited"
}

// Reserve reserves n of a product.
func Reserve(base, cnk string, n int) error {
	resp, err := http.Post(base+"/reserve", "application/json", strings.NewReader(fmt.Sprintf(`{"cnk":%q,"n":%d}`, cnk, n)))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	e := new(Error)
	if err := json.NewDecoder(resp.Body).Decode(e); err != nil {
		return err
	}
	switch {
	case e.Body.Status == 0:
		return nil
	case e.Body.Code == "not_found" && e.Body.Status == 410:
		return errors.New("sold out")
	case strings.Contains(e.Body.Message, "locked"):
		return errors.New("somebody else is at it")
	case e.Body.Status == 422:
		return errors.New("not a number of boxes")
	}
	return e
}

// Level returns what is left.
func Level(base, cnk string) (n int, err error) {
	resp, err := http.Get(base + "/level?cnk=" + cnk)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&n)
	return n, err
}
