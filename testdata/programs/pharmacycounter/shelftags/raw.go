package shelftags

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type medipimReply struct {
	Error json.RawMessage `json:"error"`
}

type medipimFault struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type looseTag struct {
	Status int
	Code   string `json:"code"`
	Text   string `json:"message"`
}

type hiddenTag struct {
	Status int    `json:"-"`
	Code   string `json:"code"`
	Text   string `json:"message"`
}

type quietTag struct {
	status int
	Code   string `json:"code"`
	Text   string `json:"message"`
}

// inner decodes the raw error object, nothing to report.
func inner(resp *http.Response) (f medipimFault, err error) {
	if resp.StatusCode < 400 {
		return f, errors.New("not an error")
	}
	var r medipimReply
	if err = json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return f, err
	}
	if len(r.Error) == 0 {
		return f, errors.New("no error object")
	}
	err = json.Unmarshal(r.Error, &f)
	return f, err
}

// rawGone compares the body's status that another function decoded from the raw object, reported.
func rawGone(resp *http.Response) bool {
	f, err := inner(resp)
	if err != nil {
		return false
	}
	return f.Status == http.StatusNotFound // want medipimstatus/branch
}

// rawInit compares in an if with an init statement, reported.
func rawInit(resp *http.Response) string {
	if f, err := inner(resp); err == nil && f.Status < 500 { // want medipimstatus/branch
		return f.Code
	}
	return resp.Status
}

// rawOrder sets the status from the response before the decode writes over it, reported.
func rawOrder(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var r medipimReply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	f := medipimFault{Status: resp.StatusCode}
	if err := json.Unmarshal(r.Error, &f); err != nil {
		return err
	}
	switch f.Status { // want medipimstatus/order
	case 401, 403:
		return errors.New("keys")
	case 404:
		return errors.New("missing")
	}
	return errors.New(f.Code)
}

// untaggedOrder forgets that an untagged field is filled by its name, reported.
func untaggedOrder(resp *http.Response) bool {
	if resp.StatusCode < 400 {
		return false
	}
	var r medipimReply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return false
	}
	t := &looseTag{}
	t.Status = resp.StatusCode
	if err := json.Unmarshal(r.Error, t); err != nil {
		return false
	}
	return t.Status == 404 // want medipimstatus/order
}

// hiddenKeeps has a status that JSON cannot reach, so the earlier assignment holds, silent.
func hiddenKeeps(resp *http.Response) bool {
	if resp.StatusCode < 400 {
		return false
	}
	var r medipimReply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return false
	}
	t := hiddenTag{Status: resp.StatusCode}
	if err := json.Unmarshal(r.Error, &t); err != nil {
		return false
	}
	return t.Status == 404
}

// quietKeeps has an unexported status that JSON cannot reach, silent.
func quietKeeps(resp *http.Response) bool {
	if resp.StatusCode < 400 {
		return false
	}
	var r medipimReply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return false
	}
	t := quietTag{status: resp.StatusCode}
	if err := json.Unmarshal(r.Error, &t); err != nil {
		return false
	}
	return t.status == 404 && t.Code == "not_found"
}

// rawThenReal sets the status from the response after the decode, silent.
func rawThenReal(resp *http.Response) error {
	f, err := inner(resp)
	if err != nil {
		return err
	}
	f.Status = resp.StatusCode
	switch f.Status {
	case 401, 403:
		return errors.New("keys")
	case 404:
		return errors.New("missing")
	}
	return fmt.Errorf("%s", f.Code)
}

// rawCopy overwrites the status on a copy and reads the copy, silent.
func rawCopy(resp *http.Response) bool {
	f, err := inner(resp)
	if err != nil {
		return false
	}
	g := f
	g.Status = resp.StatusCode
	return g.Status == 404
}

// rawLiteral takes only code and message from the body, silent.
func rawLiteral(resp *http.Response) bool {
	f, err := inner(resp)
	if err != nil {
		return false
	}
	g := medipimFault{Status: resp.StatusCode, Code: f.Code, Message: f.Message}
	return g.Status >= 500
}

// rawFormat formats the body's status for people, silent.
func rawFormat(w io.Writer, resp *http.Response) {
	f, err := inner(resp)
	if err != nil {
		fmt.Fprintln(w, resp.Status)
		return
	}
	fmt.Fprintf(w, "%d %s: %s\n", f.Status, http.StatusText(f.Status), f.Message)
}
