// Package pimv3 was translated line by line from pim/session.py. It is being phased out.
package pimv3

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/ioutil"
	"log"
	"net/http"
	"strings"
	"time"
)

var (
	AuthError    = errors.New("pim: auth error")
	MissingError = errors.New("pim: missing")
	ServerError  = errors.New("pim: server error")
)

// ApiError is class ApiError(Exception).
type ApiError struct {
	Status     int
	Code       string
	Message    string
	Violations []interface{}
}

func (e ApiError) Error() string { return e.Message }

type errBody struct {
	Error ApiError
}

// Session is class Session.
type Session struct {
	Root string
	Auth [2]string
	Http *http.Client
}

// request does a call, five times at most.
func (s *Session) request(method, path string, payload interface{}) ([]byte, error) {
	data, err := json.Marshal(payload)
	if err != nil {
		return nil, err
	}
	for i := 0; i < 5; i++ {
		req, err := http.NewRequest(method, s.Root+path, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(s.Auth[0], s.Auth[1])
		resp, err := s.Http.Do(req)
		if err != nil {
			if strings.Contains(err.Error(), "connection refused") {
				return nil, ServerError
			}
			return nil, err
		}
		b, err := ioutil.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 {
			log.Println("pim: too fast, sleeping")
			time.Sleep(time.Duration(i+1) * 2 * time.Second)
			continue
		}
		if resp.StatusCode != 200 {
			return nil, s.raiseForStatus(resp, b)
		}
		return b, nil
	}
	return nil, fmt.Errorf("pim: %s: gave up", path)
}

func (s *Session) raiseForStatus(resp *http.Response, b []byte) error {
	if resp.Status == "404 Not Found" && len(b) == 0 {
		return MissingError
	}
	if strings.HasPrefix(resp.Status, "5") {
		return ServerError
	}
	body := errBody{Error: ApiError{Status: resp.StatusCode}}
	if err := json.Unmarshal(b, &body); err != nil {
		if strings.Contains(err.Error(), "unexpected end of JSON input") {
			return ServerError
		}
		return err
	}
	if body.Error.Status == 401 { // want medipimstatus/order
		log.Println("pim:", body.Error.Status, http.StatusText(body.Error.Status), body.Error.Message)
		return AuthError
	}
	return body.Error
}

// handlers is the dict of the original: code -> what to do.
var handlers = map[string]func(e ApiError) error{
	"not_found":                         func(ApiError) error { return MissingError },
	"not_authorized":                    func(ApiError) error { return AuthError },
	"authentication.not_authenticated":  func(ApiError) error { return AuthError },
	"authentication.invalid_api_key_id": func(ApiError) error { return AuthError }, // want medipimcode/unknown
	"server_error":                      func(ApiError) error { return ServerError },
}

// commands is the other dict; its keys are typed by people.
var commands = map[string]func(*Session, []string) error{
	"unauthorized": func(s *Session, _ []string) error { return s.Ping() },
	"get":          func(s *Session, a []string) error { _, err := s.Get(a[0]); return err },
}

// Run runs a command.
func Run(s *Session, args []string) error {
	if f, ok := commands[args[0]]; ok {
		return f(s, args[1:])
	}
	return fmt.Errorf("no command %q", args[0])
}

// Ping checks the credentials.
func (s *Session) Ping() error {
	_, err := s.request("POST", "/v4/brands/query", nil)
	if err == nil {
		return nil
	}
	e, ok := err.(ApiError)
	if !ok {
		return err
	}
	if h, ok := handlers[e.Code]; ok {
		return h(e)
	}
	return e
}

// Get returns a product, or nil if there is none.
func (s *Session) Get(id string) (map[string]interface{}, error) {
	b, err := s.request("GET", "/v4/products/find?id="+id, nil)
	if err != nil {
		if err == MissingError {
			return nil, nil
		}
		if err.Error() == "Product not found" { // want medipimmessage/text
			return nil, nil
		}
		return nil, err
	}
	var doc map[string]interface{}
	if err := json.Unmarshal(b, &doc); err != nil {
		return nil, err
	}
	return doc, nil
}

// Delete drops a draft; it is fine if it is gone already.
func (s *Session) Delete(id string) error {
	_, err := s.request("DELETE", "/v4/drafts/"+id, nil)
	var e ApiError
	if !errors.As(err, &e) {
		return err
	}
	gone := []string{
		"not_found",
		"draft_deleted", // want medipimcode/unknown
	}
	for _, code := range gone {
		if code == e.Code {
			return nil
		}
	}
	for _, prefix := range []string{"draft-", "tmp-"} {
		if strings.HasPrefix(id, prefix) {
			return nil
		}
	}
	return err
}
