// Package fixforms has the places where a repair takes more than the name of the response.
package fixforms

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

var errGone = errors.New("medipim: gone")

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func decode(r io.Reader) (env envelope, err error) {
	err = json.NewDecoder(r).Decode(&env)
	return env, err
}

// A local that only the condition reads goes with it.
func lonelyLocal(resp *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	status := env.Error.Status
	if status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(env.Error.Code)
}

// A local that a message prints as well stays.
func printedLocal(resp *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	status := env.Error.Status
	if status == 404 { // want medipimstatus/branch
		return errGone
	}
	return fmt.Errorf("medipim: %d %s", status, env.Error.Code)
}

// Present becomes failed: an answer that succeeds goes where it went.
func present(resp *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	if env.Error.Status > 0 { // want medipimstatus/branch
		return errors.New(env.Error.Code)
	}
	return nil
}

func absent(resp *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	if env.Error.Status == 0 { // want medipimstatus/branch
		return nil
	}
	return errors.New(env.Error.Code)
}

func notAbsent(resp *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	if !(env.Error.Status == 0) && env.Error.Code != "not_found" { // want medipimstatus/branch
		return errors.New(env.Error.Code)
	}
	return nil
}

// Two tests of one local: each repair stands alone, and both together.
func twoTests(resp *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	status := env.Error.Status
	if status == 401 || // want medipimstatus/branch
		status == 403 { // want medipimstatus/branch
		return errors.New("medipim: refused")
	}
	return errors.New(env.Error.Code)
}

func oneLine(resp *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	if env.Error.Status == 401 || env.Error.Status == 403 { // want medipimstatus/branch medipimstatus/branch
		return errors.New("medipim: refused")
	}
	return errors.New(env.Error.Code)
}

// strconv is imported for this conversion alone.
func text(resp *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	if strconv.Itoa(env.Error.Status) == "404" { // want medipimstatus/branch
		return errGone
	}
	return errors.New(env.Error.Code)
}

func fallthroughs(resp *http.Response) (err error) {
	env, err := decode(resp.Body)
	if err != nil {
		return
	}
	switch env.Error.Status /* as the body says */ { // want medipimstatus/branch
	case 401:
		fmt.Println("medipim: log in")
		fallthrough
	case 403:
		err = errors.New("medipim: refused")
	default:
		err = errors.New(env.Error.Code)
	}
	return
}

// The name of the response means something else here.
func shadowed(resp *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	if resp := env.Error.Code; env.Error.Status == 404 { // want medipimstatus/branch
		return fmt.Errorf("%w: %s", errGone, resp)
	}
	return errors.New(env.Error.Message)
}

// The variable holds another answer by now.
func reassigned(resp, second *http.Response) error {
	env, err := decode(resp.Body)
	if err != nil {
		return err
	}
	resp = second
	if env.Error.Status == 404 { // want medipimstatus/branch
		return fmt.Errorf("%w, then %s", errGone, resp.Status)
	}
	return errors.New(env.Error.Code)
}

// Only the bytes are here: the repair needs a response, and there is none.
func fromBytes(data []byte) error {
	var env envelope
	if err := json.Unmarshal(data, &env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(env.Error.Code)
}

type page struct {
	url  string
	body []byte
}

// A labelled loop over several answers.
func labelled(responses []*http.Response) (pages []page, err error) {
answers:
	for _, resp := range responses {
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusOK {
			var env envelope
			if err := json.Unmarshal(data, &env); err != nil {
				return nil, err
			}
			switch {
			case env.Error.Status == 404: // want medipimstatus/branch
				continue answers
			case env.Error.Status >= 500: // want medipimstatus/branch
				break answers
			}
			return nil, errors.New(env.Error.Code)
		}
		pages = append(pages, page{resp.Request.URL.String(), data})
	}
	return pages, nil
}
