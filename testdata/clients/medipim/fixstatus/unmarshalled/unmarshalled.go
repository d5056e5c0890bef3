// Package unmarshalled flattens the body.
package unmarshalled

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

type flat struct {
	Status int
	Code   string
}

func (f *flat) UnmarshalJSON(data []byte) error {
	var raw struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	f.Status = raw.Error.Status
	f.Code = raw.Error.Code
	return nil
}

func (f flat) Error() string { return f.Code }

func decode(resp *http.Response) (f flat, err error) {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return f, err
	}
	err = json.Unmarshal(data, &f)
	return f, err
}

func fetch(url string) error {
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	f, err := decode(resp)
	if err != nil {
		return err
	}
	return f
}

func use(url string) error {
	err := fetch(url)
	if f, ok := err.(flat); ok && f.Status == 404 { // want medipimstatus/branch
		return nil
	}
	var f flat
	if errors.As(err, &f) && (f.Status == 401 || f.Status == 403) { // want medipimstatus/branch medipimstatus/branch
		return errors.New("denied")
	}
	return err
}

func isServer(f flat) bool { return f.Status > 499 && f.Code != "" } // want medipimstatus/branch

func gone(err error) bool {
	f, ok := err.(flat)
	return ok && isServer(f)
}
