package decoding

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// List decodes any answer into a slice of the caller's type.
func List[T any](a *API, path string) ([]T, error) {
	resp, err := a.send(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var l struct {
		Results []T `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&l); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return l.Results, nil
}

// ListOK decodes a 200 into a slice of the caller's type and takes 204 for an empty one.
func ListOK[T any](a *API, path string) ([]T, error) {
	resp, err := a.send(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		var l struct {
			Results []T `json:"results"`
		}
		err := json.NewDecoder(resp.Body).Decode(&l)
		return l.Results, err
	case http.StatusNoContent:
		return nil, nil
	default:
		return nil, fmt.Errorf("list %s: %s", path, resp.Status)
	}
}

func unmarshal[T any](b []byte) (v T, err error) {
	err = json.Unmarshal(b, &v)
	return v, err
}

// Medium hands the bytes of any answer to the generic helper.
func (a *API) Medium(id string) (Product, error) {
	resp, err := a.send("media/" + id)
	if err != nil {
		return Product{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return Product{}, err
	}
	return unmarshal[Product](b) // want medipimunchecked/unchecked
}

// MediumOK hands the bytes of a 2xx to the generic helper.
func (a *API) MediumOK(id string) (Product, error) {
	resp, err := a.send("media/" + id)
	if err != nil {
		return Product{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return Product{}, err
	}
	if !(resp.StatusCode >= 200 && resp.StatusCode < 300) {
		return Product{}, errors.New(resp.Status + ": " + string(b))
	}
	return unmarshal[Product](b)
}

// withBody lends the answer to a function and closes it.
func (a *API) withBody(path string, use func(*http.Response) error) error {
	resp, err := a.send(path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return use(resp)
}

// Family looks inside the function that it lends the answer to.
func (a *API) Family(id string) (p Product, err error) {
	err = a.withBody("families/"+id, func(r *http.Response) error {
		if r.StatusCode != http.StatusOK {
			return fmt.Errorf("family: %s", r.Status)
		}
		return json.NewDecoder(r.Body).Decode(&p)
	})
	return p, err
}
