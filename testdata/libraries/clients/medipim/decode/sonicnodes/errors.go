// Package sonicnodes reads the error envelope with sonic: by structs and by nodes.
package sonicnodes

import (
	"errors"
	"log"
	"net/http"

	"github.com/bytedance/sonic"
)

var (
	errNotFound = errors.New("medipim: not found")
	errRefused  = errors.New("medipim: refused")
)

// problem is the inner object, shared by pointer.
type problem struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type envelope struct {
	Error *problem `json:"error"`
}

func throughPackage(body []byte) error {
	var env envelope
	if err := sonic.Unmarshal(body, &env); err != nil || env.Error == nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return errNotFound
	}
	return nil
}

func throughString(body string) (bool, error) {
	var env envelope
	if err := sonic.UnmarshalString(body, &env); err != nil || env.Error == nil {
		return false, err
	}
	return env.Error.Code == "authentication.api_key_notfound", nil // want medipimcode/unknown
}

func throughConfig(resp *http.Response) error {
	var env envelope
	if err := sonic.ConfigStd.NewDecoder(resp.Body).Decode(&env); err != nil || env.Error == nil {
		return err
	}
	if env.Error.Status/100 == 4 { // want medipimstatus/branch
		return errRefused
	}
	return nil
}

func node(body []byte) error {
	n, err := sonic.Get(body, "error", "status")
	if err != nil {
		return err
	}
	status, err := n.Int64()
	if err != nil {
		return err
	}
	if status == 404 { // want medipimstatus/branch
		return errNotFound
	}
	return nil
}

func nodeSteps(body string) bool {
	inner, err := sonic.GetFromString(body, "error")
	if err != nil {
		return false
	}
	status, _ := inner.Get("status").Int64()
	return status == http.StatusForbidden // want medipimstatus/branch
}

func nodeCode(body []byte) bool {
	n, _ := sonic.Get(body, "error", "code")
	code, err := n.String()
	return err == nil && code == "internal_error" // want medipimcode/unknown
}

func nodePath(body []byte) bool {
	root, _ := sonic.Get(body)
	status, err := root.GetByPath("error", "status").Float64()
	return err == nil && status == 429 // want medipimstatus/branch
}

// What follows is not reported.

func logged(body []byte) {
	n, _ := sonic.Get(body, "error", "status")
	status, _ := n.Int64()
	log.Printf("medipim says %d", status)
}

func product(body []byte) bool {
	n, _ := sonic.Get(body, "result", "status")
	status, _ := n.Int64()
	return status == 404
}

func fromResponse(resp *http.Response, body []byte) (bool, error) {
	var env envelope
	if err := sonic.Unmarshal(body, &env); err != nil || env.Error == nil {
		return false, err
	}
	env.Error.Status = resp.StatusCode
	return env.Error.Status == http.StatusNotFound, nil
}
