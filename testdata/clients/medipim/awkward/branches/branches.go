// Package branches has its tests in all the places that a test can stand in.
package branches

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var (
	errGone   = errors.New("medipim: gone")
	errDenied = errors.New("medipim: denied")
)

func decode(resp *http.Response) (env envelope) {
	json.NewDecoder(resp.Body).Decode(&env)
	return env
}

func elseIf(resp *http.Response) error {
	env := decode(resp)
	if resp.StatusCode < 300 {
		return nil
	} else if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	} else if env.Error.Code == "unauthorised" { // want medipimcode/unknown
		return errDenied
	} else if strings.HasPrefix(env.Error.Message, "Not found") { // want medipimmessage/text
		return errGone
	} else if status := env.Error.Status; status == 401 || status == 403 { // want medipimstatus/branch medipimstatus/branch
		return errDenied
	}
	return errors.New(env.Error.Message)
}

func inits(resp *http.Response) error {
	if env := decode(resp); env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	if env, ok := decode(resp), resp.StatusCode >= 400; ok && env.Error.Code == "not-found" { // want medipimcode/unknown
		return errGone
	}
	switch env := decode(resp); env.Error.Status { // want medipimstatus/branch
	case 404:
		return errGone
	case 401:
		fallthrough
	case 403:
		return errDenied
	}
	switch env := decode(resp); {
	case env.Error.Message == "Not found": // want medipimmessage/text
		return errGone
	case env.Error.Status == 401: // want medipimstatus/branch
		fallthrough
	case env.Error.Status == 403: // want medipimstatus/branch
		return errDenied
	}
	return nil
}

func named(resp *http.Response) (env envelope, gone bool, err error) {
	if err = json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return
	}
	if gone = env.Error.Status == 404; gone { // want medipimstatus/branch
		return
	}
	defer func() { gone = gone || env.Error.Code == "Not_Found" }() // want medipimcode/case
	return env, env.Error.Status == 404, nil                        // want medipimstatus/branch
}

func generic[T any](resp *http.Response, or T) (v T, err error) {
	var env struct {
		envelope
		Result T `json:"result"`
	}
	if err = json.NewDecoder(resp.Body).Decode(&env); err != nil { // want medipimunchecked/partial
		return or, err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return or, errGone
	}
	return env.Result, nil
}

func labelled(c *http.Client, reqs []*http.Request) error {
next:
	for _, req := range reqs {
	again:
		for try := 0; try < 5; try++ {
			resp, err := c.Do(req)
			if err != nil {
				return err
			}
			env := decode(resp)
			resp.Body.Close()
			switch {
			case resp.StatusCode < 300:
				continue next
			case resp.StatusCode == 502, resp.StatusCode == 503: // want medipimretry/incomplete
				time.Sleep(time.Second << try)
				continue again
			case env.Error.Status == 404: // want medipimstatus/branch
				break again
			}
			return errors.New(env.Error.Message)
		}
	}
	return nil
}

func labelledSwitch(c *http.Client, req *http.Request) (resp *http.Response, err error) {
retry:
	for try := range 5 {
		resp, err = c.Do(req)
		switch {
		case err != nil:
			fallthrough
		case resp.StatusCode >= 500: // want medipimretry/incomplete
			time.Sleep(time.Second << try)
		default:
			break retry
		}
	}
	return resp, err
}

func closures(c *http.Client, req *http.Request) (err error) {
	done := make(chan error, 1)
	go func() {
		resp, err := c.Do(req) // want medipimretry/missing
		if err != nil {
			done <- err
			return
		}
		defer func() {
			if env := decode(resp); env.Error.Status == 404 { // want medipimstatus/branch
				done <- errGone
			}
			resp.Body.Close()
		}()
		if resp.StatusCode >= 300 && resp.StatusCode != 404 {
			done <- errors.New(resp.Status)
		}
		close(done)
	}()
	return <-done
}
