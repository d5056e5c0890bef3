// Package helpers decodes through functions of its own.
package helpers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

var errGone = errors.New("medipim: gone")

type errorBody struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func decode[T any](r io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(r).Decode(&v)
	return v, err
}

func throughGeneric(resp *http.Response) error {
	body, err := decode[errorBody](resp.Body)
	if err != nil {
		return err
	}
	if body.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(body.Error.Code)
}

func parse(data []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	return dec.Decode(v)
}

func throughAny(resp *http.Response) error {
	data, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return err
	}
	var body errorBody
	if err := parse(data, &body); err != nil {
		return err
	}
	if body.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(body.Error.Code)
}

type codec interface {
	Unmarshal(data []byte, v any) error
}

type jsonCodec struct{}

func (jsonCodec) Unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }

type client struct{ codec codec }

func (c *client) fail(resp *http.Response, data []byte) error {
	body := new(errorBody)
	if err := c.codec.Unmarshal(data, body); err != nil {
		return err
	}
	if body.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(body.Error.Code)
}

var defaultClient = &client{codec: jsonCodec{}}

var unmarshal = json.Unmarshal

func throughVariable(resp *http.Response, data []byte) error {
	var body errorBody
	if err := unmarshal(data, &body); err != nil {
		return err
	}
	if body.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(body.Error.Code)
}

// must panics where the body is not JSON; generic in what it decodes.
func must[T any](data []byte) *T {
	v := new(T)
	if err := json.Unmarshal(data, v); err != nil {
		panic(fmt.Sprintf("medipim: %v in %q", err, data))
	}
	return v
}

func throughMust(resp *http.Response, data []byte) error {
	if s := must[errorBody](data).Error.Status; s >= 400 && // want medipimstatus/branch
		s < 500 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

type page struct {
	Status int `json:"status"`
}

// The same helpers, with data that has a status of its own.
func data(resp *http.Response) (*page, error) {
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	p, err := decode[page](resp.Body)
	if err != nil {
		return nil, err
	}
	if p.Status == 404 {
		return nil, errGone
	}
	return &p, nil
}
