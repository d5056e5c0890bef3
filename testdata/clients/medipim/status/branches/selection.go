package branches

import (
	"cmp"
	"net/http"
)

func switchTag(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	switch env.Error.Status { // want medipimstatus/branch
	case http.StatusNotFound:
		return errNotFound
	case http.StatusUnauthorized, http.StatusForbidden:
		return errRefused
	}
	return errOther
}

func switchInit(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	switch s := env.Error.Status; s { // want medipimstatus/branch
	case 404:
		return errNotFound
	default:
		return errOther
	}
}

func switchTrue(resp *http.Response) error {
	env, err := decode(resp)
	switch {
	case err != nil:
		return err
	case env.Error.Status == 404: // want medipimstatus/branch
		return errNotFound
	case env.Error.Status >= 500: // want medipimstatus/branch
		return errOther
	}
	return errRefused
}

var byStatus = map[int]error{404: errNotFound, 401: errRefused, 403: errRefused}

func table(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if err, ok := byStatus[env.Error.Status]; ok { // want medipimstatus/branch
		return err
	}
	return errOther
}

func tableOfFunctions(resp *http.Response) error {
	handlers := map[int]func(string) error{
		404: func(string) error { return errNotFound },
		401: func(string) error { return errRefused },
	}
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if handle := handlers[env.Error.Status]; handle != nil { // want medipimstatus/branch
		return handle(env.Error.Code)
	}
	return errOther
}

func isRefusal(status int) bool { return status == 401 || status == 403 }

// The argument is reported, not the comparisons in the predicate.
func predicate(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if isRefusal(env.Error.Status) { // want medipimstatus/branch
		return errRefused
	}
	return errOther
}

// The same predicate, asked of the HTTP status.
func predicateOnResponse(resp *http.Response) error {
	if isRefusal(resp.StatusCode) {
		return errRefused
	}
	return errOther
}

func mapError(status int, code string) error {
	switch status {
	case 404:
		return errNotFound
	case 401, 403:
		return errRefused
	}
	return errOther
}

func classifier(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	return mapError(env.Error.Status, env.Error.Code) // want medipimstatus/branch
}

// cmp.Or and max choose a value and pass it on: what they chose decides below.
func chosen(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	status := cmp.Or(env.Error.Status, 500)
	if status == 404 { // want medipimstatus/branch
		return errNotFound
	}
	return errOther
}

type key struct {
	Status int
	Code   string
}

func structComparison(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	k := key{env.Error.Status, env.Error.Code}
	if k == (key{404, "not_found"}) { // want medipimstatus/branch
		return errNotFound
	}
	return errOther
}
