// Package built builds its errors.
package built

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type wire struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Failure is built by a constructor.
type Failure struct {
	status int
	code   string
	msg    string
}

func (f *Failure) Error() string { return fmt.Sprintf("%d %s", f.status, f.msg) }

// Status is a getter.
func (f *Failure) Status() int { return f.status }

// The literal is aligned anew.
func newFailure(w wire) *Failure {
	return &Failure{
		status: w.Error.Status,
		code:   w.Error.Code,
		msg:    w.Error.Message,
	}
}

// A constructor that gets the parts gets the HTTP status too.
func newFailureFrom(status int, code string) error {
	f := new(Failure)
	f.status = status
	f.code = code
	return f
}

// What the program makes itself has the status that it says.
func timeout() error { return &Failure{status: 504, code: "timeout"} }

func check(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	var w wire
	if err := json.NewDecoder(resp.Body).Decode(&w); err != nil {
		return timeout()
	}
	return newFailure(w)
}

func checkToo(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	var w wire
	if err := json.NewDecoder(resp.Body).Decode(&w); err != nil {
		return err
	}
	return newFailureFrom(w.Error.Status, w.Error.Code)
}

func send(req *http.Request) error {
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return errors.Join(check(resp), checkToo(resp))
}

// Lookup tells a missing product apart.
func Lookup(req *http.Request) (bool, error) {
	err := send(req)
	var f *Failure
	if errors.As(err, &f) && f.Status() == http.StatusNotFound { // want medipimstatus/branch
		return false, nil
	}
	if f != nil {
		switch s := f.status; s { // want medipimstatus/branch
		case 401, 403:
			return false, errors.New("denied")
		}
	}
	return err == nil, err
}

func kind(f *Failure) string {
	names := map[int]string{404: "missing", 401: "denied"}
	if n, ok := names[f.status]; ok { // want medipimstatus/branch
		return n
	}
	status := f.status
	if status/100 == 5 { // want medipimstatus/branch
		return "down"
	}
	return "other"
}
