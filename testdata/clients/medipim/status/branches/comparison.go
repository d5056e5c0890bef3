package branches

import (
	"encoding/json"
	"net/http"
	"slices"
)

func equal(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return errNotFound
	}
	return errOther
}

func constantFirst(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if 404 != env.Error.Status { // want medipimstatus/branch
		return errOther
	}
	return errNotFound
}

// A test of the real status around it does not excuse it.
func insideRealCheck(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		var env envelope
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			return err
		}
		if env.Error.Status == 403 || // want medipimstatus/branch
			env.Error.Status == 401 { // want medipimstatus/branch
			return errRefused
		}
		return errOther
	}
	return nil
}

func elseIf(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	} else if env.Error.Status == 404 { // want medipimstatus/branch
		return errNotFound
	} else if env.Error.Status < 500 { // want medipimstatus/branch
		return errRefused
	}
	return errOther
}

func initStatement(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if status := env.Error.Status; status == 404 { // want medipimstatus/branch
		return errNotFound
	}
	return errOther
}

func hundreds(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if env.Error.Status/100 == 4 { // want medipimstatus/branch
		return errRefused
	}
	return errOther
}

func returned(resp *http.Response) (bool, error) {
	env, err := decode(resp)
	if err != nil {
		return false, err
	}
	return env.Error.Status == 404, nil // want medipimstatus/branch
}

func boolVariable(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	gone := env.Error.Status == 404 // want medipimstatus/branch
	if gone {
		return errNotFound
	}
	return errOther
}

func loopCondition(resp *http.Response, retries int) error {
	env, err := decode(resp)
	for err == nil && env.Error.Status != 404 && retries > 0 { // want medipimstatus/branch
		retries--
	}
	return err
}

// "Is there an error in the body?" is a branch too: an empty body has none.
func presence(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if env.Error.Status != 0 { // want medipimstatus/branch
		return errOther
	}
	return nil
}

func inList(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if slices.Contains([]int{401, 403}, env.Error.Status) { // want medipimstatus/branch
		return errRefused
	}
	if slices.Index([]int{404, 405}, env.Error.Status) >= 0 { // want medipimstatus/branch
		return errNotFound
	}
	return errOther
}
