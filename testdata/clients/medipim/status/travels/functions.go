package travels

import (
	"errors"
	"net/http"
)

var errGone = errors.New("medipim: gone")

func bodyStatus(resp *http.Response) (int, error) {
	env, err := decode(resp)
	if err != nil {
		return 0, err
	}
	return env.Error.Status, nil
}

func throughReturn(resp *http.Response) error {
	status, err := bodyStatus(resp)
	if err != nil {
		return err
	}
	if status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func namedResult(resp *http.Response) (status int, code string, err error) {
	env, err := decode(resp)
	if err != nil {
		return
	}
	status, code = env.Error.Status, env.Error.Code
	return
}

func throughNamedResult(resp *http.Response) error {
	status, code, err := namedResult(resp)
	switch {
	case err != nil:
		return err
	case status == 404: // want medipimstatus/branch
		return errGone
	}
	return errors.New(code)
}

func throughClosure(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	is := func(status int) bool {
		return env.Error.Status == status // want medipimstatus/branch
	}
	if is(404) {
		return errGone
	}
	return nil
}

func throughVariadic(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if anyOf(404, env.Error.Status, resp.StatusCode) { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func anyOf(want int, statuses ...int) bool {
	for _, s := range statuses {
		if s == want {
			return true
		}
	}
	return false
}

// Handed on twice before it decides: the argument nearest to the body is reported.
func throughTwoCalls(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	return toError(env.Error.Status) // want medipimstatus/branch
}

func toError(status int) error { return classify(status, true) }

func classify(status int, strict bool) error {
	if status == 404 && strict {
		return errGone
	}
	return nil
}

func throughChannel(resp *http.Response) error {
	statuses := make(chan int, 1)
	go func() {
		env, err := decode(resp)
		if err != nil {
			close(statuses)
			return
		}
		statuses <- env.Error.Status
	}()
	if <-statuses == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func throughSlice(responses []*http.Response) error {
	var seen []int
	for _, resp := range responses {
		env, err := decode(resp)
		if err != nil {
			return err
		}
		seen = append(seen, env.Error.Status)
	}
	for _, status := range seen {
		if status == 404 { // want medipimstatus/branch
			return errGone
		}
	}
	return nil
}

// The same ways, taken by the HTTP status.
func realStatus(resp *http.Response) (int, error) {
	_, err := decode(resp)
	return resp.StatusCode, err
}

func realThroughReturn(resp *http.Response) error {
	status, err := realStatus(resp)
	if err != nil {
		return err
	}
	if status == 404 || anyOf(410, status) {
		return errGone
	}
	return classify(status, false)
}
