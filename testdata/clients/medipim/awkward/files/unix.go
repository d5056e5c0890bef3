package files

import (
	"encoding/json"
	"errors"
	"net/http"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func unix(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return nil
	}
	return errors.New(env.Error.Code)
}
