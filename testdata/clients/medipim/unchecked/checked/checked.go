// Package checked keeps errors away from the decode of data.
package checked

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type product struct {
	ID string `json:"id"`
}

type apiError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *apiError) Error() string { return "medipim: " + e.Code }

func equal(resp *http.Response) (p product, err error) {
	if resp.StatusCode != http.StatusOK {
		return p, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p, err
}

func ranges(resp *http.Response) (p product, err error) {
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return p, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p, err
}

func hundreds(resp *http.Response) (p product, err error) {
	if resp.StatusCode/100 == 2 {
		err = json.NewDecoder(resp.Body).Decode(&p)
		return p, err
	}
	return p, errors.New(resp.Status)
}

func cases(resp *http.Response) (*product, error) {
	switch resp.StatusCode {
	case http.StatusOK:
		p := new(product)
		return p, json.NewDecoder(resp.Body).Decode(p)
	case http.StatusNotFound:
		return nil, nil
	}
	return nil, errors.New(resp.Status)
}

// checkStatus returns nil for a success only.
func checkStatus(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var body struct {
		Error apiError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return &body.Error
}

func helper(resp *http.Response) (p product, err error) {
	if err = checkStatus(resp); err != nil {
		return p, err
	}
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p, err
}

func ok(status int) bool { return status >= 200 && status < 300 }

func predicate(resp *http.Response) (p product, err error) {
	if !ok(resp.StatusCode) {
		return p, errors.New(resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(data, &p)
}

type answer struct {
	Product *product  `json:"product"`
	Error   *apiError `json:"error"`
}

// Decoded first, and looked at before the data is used.
func afterwards(resp *http.Response) (*product, error) {
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		if a.Error != nil {
			return nil, a.Error
		}
		return nil, errors.New(resp.Status)
	}
	return a.Product, nil
}

// The bytes go up with their response: not data yet.
func withResponse(resp *http.Response) ([]byte, *http.Response, error) {
	data, err := io.ReadAll(resp.Body)
	return data, resp, err
}

func withStatus(resp *http.Response) (status int, data []byte, err error) {
	data, err = io.ReadAll(resp.Body)
	return resp.StatusCode, data, err
}

// The envelope is no data.
func envelope(resp *http.Response) error {
	var body struct {
		Error apiError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	return &body.Error
}

// A file is no response.
func file(r io.Reader) (p product, err error) {
	err = json.NewDecoder(r).Decode(&p)
	return p, err
}
