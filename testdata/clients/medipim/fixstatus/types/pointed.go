package types

import (
	"encoding/json"
	"fmt"
	"net/http"
)

type pointed struct {
	Status *int   `json:"status"`
	Code   string `json:"code"`
}

// logged reads it for people.
func logged(resp *http.Response) error {
	var env struct {
		Error *pointed `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil || env.Error == nil {
		return err
	}
	if env.Error.Status != nil { // want medipimstatus/branch
		return fmt.Errorf("error %d: %s", *env.Error.Status, env.Error.Code)
	}
	return nil
}

// copied reads it for another branch, out of a variable that is set from another one.
func copied(resp *http.Response) error {
	var env struct {
		Error *pointed `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil || env.Error == nil {
		return err
	}
	if env.Error.Status == nil { // want medipimstatus/branch
		return nil
	}
	status := *env.Error.Status
	var class int
	class = status
	if class >= 500 { // want medipimstatus/branch
		return fmt.Errorf("try again: %s", env.Error.Code)
	}
	return nil
}
