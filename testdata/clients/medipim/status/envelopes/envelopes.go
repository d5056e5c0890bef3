// Package envelopes has the error envelope in the forms that Go programs give it.
package envelopes

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errGone = errors.New("medipim: gone")

// APIError is the inner object.
type APIError struct {
	Status     int             `json:"status"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

type withPointer struct {
	Error *APIError `json:"error"`
}

func pointer(resp *http.Response) error {
	var body withPointer
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil || body.Error == nil {
		return err
	}
	if body.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(body.Error.Code)
}

type detail struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type withEmbedded struct {
	Error struct {
		detail
		Message string `json:"message"`
	} `json:"error"`
}

func embedded(resp *http.Response) error {
	var body withEmbedded
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(body.Error.Message)
}

func inline(resp *http.Response) error {
	var body struct {
		Error struct {
			Status  int
			Code    string
			Message string
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(body.Error.Code)
}

type failed[T any] struct {
	Error T `json:"error"`
}

func generic(resp *http.Response) error {
	var body failed[APIError]
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(body.Error.Code)
}

type alias = failed[*detail]

func throughAlias(resp *http.Response) error {
	body := &alias{}
	if err := json.NewDecoder(resp.Body).Decode(body); err != nil {
		return err
	}
	if body.Error != nil && body.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New("medipim: error")
}

// The inner object by itself, from the raw message under the key.
func rawMessage(resp *http.Response) error {
	var body struct {
		Error json.RawMessage `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	var inner APIError
	if err := json.Unmarshal(body.Error, &inner); err != nil {
		return err
	}
	if inner.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(inner.Code)
}

// flat reads the nested object into fields of its own.
type flat struct {
	Status int
	Code   string
}

func (f *flat) UnmarshalJSON(data []byte) error {
	var body struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.Unmarshal(data, &body); err != nil {
		return err
	}
	f.Status, f.Code = body.Error.Status, body.Error.Code
	return nil
}

func flattened(resp *http.Response) error {
	var body flat
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(body.Code)
}

type product struct {
	ID string `json:"id"`
}

// Data and error side by side: the HTTP status is looked at before the data is used.
func sideBySide(resp *http.Response) (*product, error) {
	var body struct {
		Product *product  `json:"product"`
		Error   *APIError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		if body.Error != nil && body.Error.Status == 404 { // want medipimstatus/branch
			return nil, errGone
		}
		return nil, errors.New(resp.Status)
	}
	return body.Product, nil
}
