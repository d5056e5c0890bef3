// Package decodes reads data out of answers that may be errors.
package decodes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
)

type product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type page struct {
	Results []product `json:"results"`
}

func blind(resp *http.Response) (*page, error) {
	var p page
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return &p, nil
}

func unmarshalled(resp *http.Response) (p product, err error) {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return p, err
	}
	err = json.Unmarshal(data, &p) // want medipimunchecked/unchecked
	return p, err
}

// A status that is logged was not looked at.
func loggedOnly(resp *http.Response) (*page, error) {
	log.Println("medipim answered", resp.StatusCode)
	p := new(page)
	err := json.NewDecoder(resp.Body).Decode(p) // want medipimunchecked/unchecked
	return p, err
}

func onlyUnauthorized(resp *http.Response) (*page, error) {
	if resp.StatusCode == http.StatusUnauthorized {
		return nil, errors.New("medipim: log in")
	}
	p := new(page)
	if err := json.NewDecoder(resp.Body).Decode(p); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return p, nil
}

func onlyServerErrors(resp *http.Response) (*page, error) {
	if resp.StatusCode >= 500 {
		return nil, fmt.Errorf("medipim: %s", resp.Status)
	}
	p := new(page)
	if err := json.NewDecoder(resp.Body).Decode(p); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return p, nil
}

func readAs[T any](r io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(r).Decode(&v)
	return v, err
}

// The helper decodes; the call hands it the reader.
func throughHelper(resp *http.Response) ([]product, error) {
	p, err := readAs[page](resp.Body) // want medipimunchecked/unchecked
	return p.Results, err
}

func throughHelperChecked(resp *http.Response) ([]product, error) {
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	p, err := readAs[page](resp.Body)
	return p.Results, err
}

type answer struct {
	Product *product `json:"product"`
	Error   *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// The presence of an error in the body is no status.
func byPresence(resp *http.Response) (*product, error) {
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if a.Error != nil {
		return nil, errors.New(a.Error.Code)
	}
	return a.Product, nil
}

// Bytes are data once they leave without their response.
func raw(resp *http.Response) ([]byte, error) {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return data, nil // want medipimunchecked/unchecked
}

func lines(resp *http.Response, each func(product)) error {
	for dec := json.NewDecoder(resp.Body); dec.More(); {
		var p product
		if err := dec.Decode(&p); err != nil { // want medipimunchecked/unchecked
			return err
		}
		each(p)
	}
	return nil
}
