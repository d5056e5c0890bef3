package sent

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
)

func send(c *http.Client, id string) (*http.Response, error) {
	return (&client{c}).get("/products/find?id=" + id)
}

// Reader reads things of a type that its users choose.
type Reader[T any] struct {
	http *http.Client
}

// Find looks at no status.
func (r *Reader[T]) Find(id string) (v T, err error) {
	resp, err := send(r.http, id)
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v) // want medipimunchecked/unchecked
	return v, err
}

// New gives a new thing.
func (r *Reader[T]) New(id string) (*T, error) {
	resp, err := send(r.http, id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	v := new(T)
	return v, json.NewDecoder(resp.Body).Decode(v) // want medipimunchecked/unchecked
}

// Known looks at one status.
func (r *Reader[T]) Known(id string) (v T, ok bool, err error) {
	resp, err := send(r.http, id)
	if err != nil {
		return v, false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return v, false, nil
	}
	err = json.NewDecoder(resp.Body).Decode(&v) // want medipimunchecked/partial
	return v, err == nil, err
}

// Checked is not reported.
func (r *Reader[T]) Checked(id string) (v T, err error) {
	resp, err := send(r.http, id)
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return v, errors.New(resp.Status)
	}
	return v, json.NewDecoder(resp.Body).Decode(&v)
}

// into is not reported: the package decodes errors with it, once it knows that they are.
func into[T any](resp *http.Response) (v T, err error) {
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

type failure struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func codeOf(c *http.Client, id string) (string, error) {
	resp, err := send(c, id)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return "", nil
	}
	f, err := into[failure](resp)
	return f.Error.Code, err
}

// fifth is reported: the digit keeps only the 5xx away.
func fifth(c *http.Client, id string) (p product, err error) {
	resp, err := send(c, id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if strconv.Itoa(resp.StatusCode)[0] == '5' {
		return p, fmt.Errorf("medipim: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/partial
	return p, err
}

var known = [6]bool{2: true, 4: true}

// classes is reported: the table lets the 4xx through.
func classes(c *http.Client, id string) (p product, err error) {
	resp, err := send(c, id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if !known[resp.StatusCode/100] {
		return p, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/partial
	return p, err
}
