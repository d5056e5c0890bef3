//medipimlint:client

// Command mpctl queries the product catalogue from the shell.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

type apiError struct {
	Status     int
	Code       string
	Message    string
	Violations json.RawMessage

	line int
}

func (e *apiError) Error() string { return e.Code + ": " + e.Message }

// sysexits
const (
	exOK          = 0
	exUsage       = 64
	exNoInput     = 66
	exUnavailable = 69
	exSoftware    = 70
	exNoPerm      = 77
)

var exitByCode = map[string]int{
	"bad_request":                       exUsage,
	"endpoint_not_found":                exSoftware,
	"http_method_not_allowed":           exSoftware,
	"not_found":                         exNoInput,
	"not_authorized":                    exNoPerm,
	"authentication.not_authenticated":  exNoPerm,
	"authentication.api_key_not_found":  exNoPerm,
	"authentication.invalid_api_key":    exNoPerm, // want medipimcode/unknown
	"authentication.invalid_api_secret": exNoPerm,
	"server_error":                      exUnavailable,
	"internal_server_error":             exUnavailable, // want medipimcode/unknown
}

// exitByCommand has nothing to do with the API's codes.
var exitByCommand = map[string]int{"selftest_failed": exSoftware, "no_such_command": exUsage}

var byStatus = map[int]func(*apiError) int{
	http.StatusUnauthorized: askForKey,
	http.StatusForbidden:    askForKey,
	http.StatusNotFound:     nothing,
}

var byClass = [10]func(*apiError) int{
	4: func(*apiError) int { return exUsage },
	5: func(*apiError) int { return exUnavailable },
}

func askForKey(e *apiError) int {
	fmt.Fprintln(os.Stderr, "run mpctl login:", e.Message)
	return exNoPerm
}

func nothing(*apiError) int { return exNoInput }

type session struct {
	base, key, secret string
}

func (s session) post(path string, body []byte) (*http.Response, []byte, error) {
	for pause := time.Second; ; pause *= 2 {
		req, err := http.NewRequest(http.MethodPost, s.base+path, bytes.NewReader(body))
		if err != nil {
			return nil, nil, err
		}
		req.SetBasicAuth(s.key, s.secret)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, nil, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && pause < time.Minute {
			time.Sleep(pause)
			continue
		}
		return resp, raw, nil
	}
}

func (s session) query(kind string, filter []byte) ([]byte, error) {
	resp, raw, err := s.post("/v4/"+kind+"/query", filter)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode < 300 {
		return raw, nil
	}
	var env struct{ Error *apiError }
	if err := json.Unmarshal(raw, &env); err != nil || env.Error == nil {
		return nil, errors.New(resp.Status)
	}
	env.Error.line = resp.StatusCode
	switch resp.StatusCode / 100 {
	case 5:
		if env.Error.Code == "not_found" { // want medipimpair/impossible
			return nil, nil
		}
		if env.Error.Code == "server_error" {
			fmt.Fprintln(os.Stderr, "the catalogue has a bad day")
		}
	case 4:
		if env.Error.Code == "endpoint_not_found" {
			fmt.Fprintln(os.Stderr, "no such kind:", kind)
		}
	}
	return nil, env.Error
}

// detail is apiError for the two commands that answer yes or no.
type detail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// seen is what they say about a refusal.
type seen struct {
	Status        int `json:"status"`
	Code, Message string
}

// exists looks whether the key sees a product.
func (s session) exists(id string) (bool, error) {
	resp, raw, err := s.post("/v4/products/query", []byte(`{"filter":{"id":`+id+`}}`))
	if err != nil {
		return false, err
	}
	if resp.StatusCode < 300 {
		return true, nil
	}
	var outer struct{ Error json.RawMessage }
	if err := json.Unmarshal(raw, &outer); err != nil {
		return false, err
	}
	d := detail{Status: resp.StatusCode}
	if err := json.Unmarshal(outer.Error, &d); err != nil {
		return false, err
	}
	if d.Status == http.StatusNotFound { // want medipimstatus/order
		return false, nil
	}
	return false, fmt.Errorf("%s: %s (%s)", resp.Status, d.Message, d.Code)
}

// visible is exists in the right order.
func (s session) visible(id string) (bool, error) {
	resp, raw, err := s.post("/v4/media/query", []byte(`{"filter":{"id":`+id+`}}`))
	if err != nil {
		return false, err
	}
	if resp.StatusCode < 300 {
		return true, nil
	}
	var outer struct{ Error detail }
	if err := json.Unmarshal(raw, &outer); err != nil {
		return false, err
	}
	outer.Error.Status = resp.StatusCode
	if outer.Error.Status == http.StatusNotFound {
		return false, nil
	}
	// The literal takes only the words from the document.
	e := seen{Status: resp.StatusCode, Code: outer.Error.Code, Message: outer.Error.Message}
	if e.Status == http.StatusForbidden {
		return false, nil
	}
	return false, fmt.Errorf("%d %s (%s)", e.Status, e.Message, e.Code)
}

func exitCode(err error) int {
	var e *apiError
	if !errors.As(err, &e) {
		return exSoftware
	}
	if n, ok := exitByCode[e.Code]; ok {
		return n
	}
	// The status line first.
	if h, ok := byStatus[e.line]; ok {
		return h(e)
	}
	if h, ok := byStatus[e.Status]; ok { // want medipimstatus/branch
		return h(e)
	}
	if strings.HasPrefix(strings.ToLower(e.Message), "upgrade your client") { // want medipimmessage/text
		return exSoftware
	}
	if h := byClass[e.line/100%10]; h != nil {
		return h(e)
	}
	if h := byClass[e.Status/100%10]; h != nil { // want medipimstatus/branch
		return h(e)
	}
	return exSoftware
}

func selftest() string {
	if os.Getenv("MPCTL_KEY") == "" {
		return "selftest_failed"
	}
	return ""
}

func main() {
	s := session{base: os.Getenv("CATALOG_URL"), key: os.Getenv("MPCTL_KEY"), secret: os.Getenv("MPCTL_SECRET")}
	if len(os.Args) < 3 {
		os.Exit(exitByCommand["no_such_command"])
	}
	if code := selftest(); code != "" {
		os.Exit(exitByCommand[code])
	}
	switch os.Args[1] {
	case "has":
		ok, err := s.exists(os.Args[2])
		if err != nil {
			os.Exit(exitCode(err))
		}
		fmt.Println(ok)
	case "sees":
		ok, err := s.visible(os.Args[2])
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exSoftware)
		}
		fmt.Println(ok)
	default:
		out, err := s.query(os.Args[1], []byte(os.Args[2]))
		if err != nil {
			os.Exit(exitCode(err))
		}
		os.Stdout.Write(out)
	}
}
