// Package oudje was written in 2014 and works. Do not touch.
package oudje

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/ioutil"
	"log"
	"net/http"
	"strconv"
	"time"
)

// MEDIPIM_URL is set by the init script.
var MEDIPIM_URL = "https://api.medipim.be/v4"

// The errors.
var (
	ErrNotFound = errors.New("not found")
	ErrLogin    = errors.New("login refused")
	ErrServer   = errors.New("server trouble")
)

// ErrInvalid has the fields.
type ErrInvalid struct {
	Fields []interface{}
}

func (e ErrInvalid) Error() string { return fmt.Sprint("invalid: ", e.Fields) }

type reply struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Violations []interface{} `json:"violations"`
}

// post sends until the server has time for us.
func post(path string, in interface{}) (status int, body []byte, err error) {
	buf, err := json.Marshal(in)
	if err != nil {
		return
	}
	wait := 2 * time.Second
retry:
	resp, err := http.Post(MEDIPIM_URL+path, "application/json", bytes.NewReader(buf))
	if err != nil {
		return
	}
	body, err = ioutil.ReadAll(resp.Body)
	resp.Body.Close()
	if resp.StatusCode == 429 {
		if secs, e := strconv.Atoi(resp.Header.Get("Retry-After")); e == nil && secs > 0 {
			wait = time.Duration(secs) * time.Second
		}
		log.Println("busy, sleeping", wait)
		time.Sleep(wait)
		if wait < time.Minute {
			wait *= 2
		}
		goto retry
	}
	return resp.StatusCode, body, err
}

// Brands returns the names of the brands.
func Brands() (names []string, err error) {
	status, body, err := post("/brands/query", map[string]int{})
	if err != nil {
		return nil, err
	}
	if status != 200 {
		return nil, fail(status, body)
	}
	var r struct {
		Results []struct{ Name string }
	}
	if err = json.Unmarshal(body, &r); err != nil {
		return nil, err
	}
	for _, b := range r.Results {
		names = append(names, b.Name)
	}
	return names, nil
}

// fail trusts the status line.
func fail(status int, body []byte) error {
	var r reply
	if err := json.Unmarshal(body, &r); err != nil {
		log.Println("strange body:", string(body))
	}
	r.Error.Status = status
	switch r.Error.Status {
	case 401, 403:
		return ErrLogin
	case 404:
		return ErrNotFound
	case 422:
		return ErrInvalid{r.Violations}
	}
	if r.Error.Status > 499 {
		return ErrServer
	}
	return errors.New(r.Error.Code + ": " + r.Error.Message)
}

// Exists tells if there is a product with that CNK.
func Exists(cnk string) (bool, error) {
	status, body, err := post("/products/query", map[string]string{"cnk": cnk})
	if err != nil {
		return false, err
	}
	var r reply
	r.Error.Status = status
	if err := json.Unmarshal(body, &r); err != nil && len(body) > 0 {
		return false, err
	}
	switch r.Error.Status { // want medipimstatus/order
	case 200, 204:
		return true, nil
	case 404:
		return false, nil
	}
	return false, fmt.Errorf("%d: %s", status, body)
}
