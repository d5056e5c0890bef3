//go:build goexperiment.jsonv2

package jsonv2

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"io"
	"net/http"
)

func standard(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errNotFound
	}
	return nil
}

func standardRead(resp *http.Response) (bool, error) {
	var env envelope
	if err := json.UnmarshalRead(resp.Body, &env); err != nil {
		return false, err
	}
	return env.Error.Status >= 500, nil // want medipimstatus/branch
}

func standardDecode(r io.Reader) (bool, error) {
	var env envelope
	if err := json.UnmarshalDecode(jsontext.NewDecoder(r), &env); err != nil {
		return false, err
	}
	return env.Error.Code == "notfound", nil // want medipimcode/unknown
}

func standardFromResponse(resp *http.Response) (bool, error) {
	var env envelope
	if err := json.UnmarshalRead(resp.Body, &env); err != nil {
		return false, err
	}
	env.Error.Status = resp.StatusCode
	return env.Error.Status == 404, nil
}
