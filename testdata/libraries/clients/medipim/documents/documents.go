// Package documents keeps the error's document, which is asked by paths, in its error type.
package documents

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/tidwall/gjson"
	"github.com/valyala/fastjson"
)

// Failure is a status and the document beside it.
type Failure struct {
	Status int
	Doc    gjson.Result
}

func (f Failure) Error() string { return fmt.Sprintf("%d %s", f.Status, f.Doc.Get("error.code")) }

// Violations lists them.
func (f Failure) Violations() (out []string) {
	f.Doc.Get("violations").ForEach(func(_, v gjson.Result) bool {
		out = append(out, v.Raw)
		return true
	})
	return out
}

func parse(resp *http.Response) error {
	raw, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode < 300 {
		return err
	}
	return Failure{resp.StatusCode, gjson.ParseBytes(raw)}
}

var errInvalid = errors.New("documents: invalid")

// handedOn wraps the error, which has all of it: silent.
func handedOn(resp *http.Response) error {
	err := parse(resp)
	if f, ok := err.(Failure); ok && f.Status == http.StatusUnprocessableEntity {
		return fmt.Errorf("%w: %w", errInvalid, err)
	}
	return err
}

// listed tells what they are: silent.
func listed(resp *http.Response) error {
	err := parse(resp)
	if f, ok := err.(Failure); ok && f.Status == 422 {
		return fmt.Errorf("%w: %v", errInvalid, f.Violations())
	}
	return err
}

// asked reads them by the path: silent.
func asked(resp *http.Response) error {
	err := parse(resp)
	if f, ok := err.(Failure); ok && f.Status == 422 {
		return fmt.Errorf("%w: %s", errInvalid, f.Doc.Get("error.violations").Raw)
	}
	return err
}

// worded has the document at hand, and tells the message alone.
func worded(resp *http.Response) error {
	err := parse(resp)
	if f, ok := err.(Failure); ok && f.Status == 422 { // want medipimviolations/dropped
		return fmt.Errorf("%w: %s", errInvalid, f.Doc.Get("error.message"))
	}
	return err
}

// forgotten has it, and tells nothing.
func forgotten(resp *http.Response) error {
	err := parse(resp)
	var f Failure
	if errors.As(err, &f) && f.Doc.Get("error.code").Str == "validation_failed" { // want medipimviolations/dropped
		return errInvalid
	}
	return err
}

// A refusal has the document of another library, which takes its keys one by one.
type refusal struct {
	status int
	value  *fastjson.Value
}

func refused(resp *http.Response) (*refusal, error) {
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	v, err := fastjson.ParseBytes(raw)
	if err != nil {
		return nil, err
	}
	return &refusal{resp.StatusCode, v}, nil
}

func byKeys(resp *http.Response) error {
	r, err := refused(resp)
	if err != nil {
		return err
	}
	switch r.status {
	case 422: // want medipimviolations/dropped
		return fmt.Errorf("invalid: %s", r.value.GetStringBytes("error", "message"))
	case 404:
		return errors.New("none")
	}
	return nil
}

func byKeysAll(resp *http.Response) error {
	r, err := refused(resp)
	if err != nil {
		return err
	}
	if r.status == 422 {
		return fmt.Errorf("invalid: %s", r.value.Get("error", "violations"))
	}
	return nil
}

// answer is what a wrapper of the company hands around.
type answer struct {
	Status int
	Body   []byte
}

func ask(client *http.Client, url string) (*answer, error) {
	resp, err := client.Get(url) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return &answer{resp.StatusCode, b}, err
}

func messageOfBytes(client *http.Client) error {
	r, err := ask(client, "https://api.medipim.be/v4/labels/find?id=1")
	if err != nil || r.Status < 300 {
		return err
	}
	if r.Status == 422 { // want medipimviolations/dropped
		return fmt.Errorf("invalid: %s", gjson.GetBytes(r.Body, "error.message").Str)
	}
	return fmt.Errorf("HTTP %d", r.Status)
}

func messageOfText(client *http.Client) error {
	r, err := ask(client, "https://api.medipim.be/v4/labels/find?id=2")
	if err != nil || r.Status < 300 {
		return err
	}
	if r.Status == 422 { // want medipimviolations/dropped
		return fmt.Errorf("invalid: %s", gjson.Get(string(r.Body), "error").Get("message"))
	}
	return fmt.Errorf("HTTP %d", r.Status)
}

func messageOfParsed(client *http.Client) error {
	r, err := ask(client, "https://api.medipim.be/v4/labels/find?id=3")
	if err != nil || r.Status < 300 {
		return err
	}
	if r.Status == 422 { // want medipimviolations/dropped
		return fmt.Errorf("invalid: %s", fastjson.GetString(r.Body, "error", "message"))
	}
	return fmt.Errorf("HTTP %d", r.Status)
}

func violationsOfBytes(client *http.Client) error {
	r, err := ask(client, "https://api.medipim.be/v4/labels/find?id=4")
	if err != nil || r.Status < 300 {
		return err
	}
	if r.Status == 422 {
		return fmt.Errorf("invalid: %s", gjson.GetBytes(r.Body, "error.violations").Raw)
	}
	return fmt.Errorf("HTTP %d", r.Status)
}

func errorOfBytes(client *http.Client) error {
	r, err := ask(client, "https://api.medipim.be/v4/labels/find?id=5")
	if err != nil || r.Status < 300 {
		return err
	}
	if r.Status == 422 {
		return fmt.Errorf("invalid: %s", gjson.GetBytes(r.Body, "error").Raw)
	}
	return fmt.Errorf("HTTP %d", r.Status)
}

// keyOf is a path that only the caller knows.
func keyOf(client *http.Client, path string) error {
	r, err := ask(client, "https://api.medipim.be/v4/labels/find?id=6")
	if err != nil || r.Status < 300 {
		return err
	}
	if r.Status == 422 {
		return fmt.Errorf("invalid: %s", gjson.GetBytes(r.Body, path).Raw)
	}
	return fmt.Errorf("HTTP %d", r.Status)
}
