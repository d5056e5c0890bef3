package overwritten

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// failure has JSON tags, and is nevertheless never decoded: it is built from the response.
type failure struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (f *failure) Error() string { return fmt.Sprintf("medipim: %d %s", f.Status, f.Code) }

func literal(resp *http.Response) error {
	var env struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return &failure{Status: resp.StatusCode, Code: env.Error.Code, Message: env.Error.Message}
}

func isGone(err error) bool {
	var f *failure
	return errors.As(err, &f) && f.Status == http.StatusNotFound
}

// hidden keeps the HTTP status where JSON cannot reach it.
type hidden struct {
	Status int    `json:"-"`
	Code   string `json:"code"`
	Text   string `json:"message"`
}

func (h *hidden) Error() string { return h.Code }

func untouchable(resp *http.Response) error {
	body := struct {
		Error hidden `json:"error"`
	}{Error: hidden{Status: resp.StatusCode}}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Error.Status == 404 {
		return errNotFound
	}
	return &body.Error
}

// unexported fields cannot be decoded either, whatever their names.
type unexported struct {
	status int
	Code   string `json:"code"`
	Text   string `json:"message"`
}

func (u *unexported) Error() string { return u.Code }

func unreachable(resp *http.Response) error {
	var body struct {
		Error unexported `json:"error"`
	}
	body.Error.status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Error.status == 404 {
		return errNotFound
	}
	return &body.Error
}
