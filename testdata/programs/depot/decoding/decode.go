//medipimlint:client

package decoding

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
)

// API is a client of few words.
type API struct {
	HTTP *http.Client
	Base *url.URL
}

// Product is a product.
type Product struct {
	ID     string            `json:"id"`
	Names  map[string]string `json:"name"`
	Status string            `json:"status"`
}

// send is where all of them go out, and no caller has a thought for 429.
func (a *API) send(path string) (*http.Response, error) {
	resp, err := a.HTTP.Get(a.Base.JoinPath(path).String()) // want medipimretry/missing
	if err != nil {
		return nil, fmt.Errorf("send: %w", err)
	}
	return resp, nil
}

// Product decodes any answer.
func (a *API) Product(id string) (*Product, error) {
	resp, err := a.send("products/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return &p, nil
}

// ProductOK decodes a 200.
func (a *API) ProductOK(id string) (*Product, error) {
	resp, err := a.send("products/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("product: %s", resp.Status)
	}
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// Names reads all, then unmarshals all.
func (a *API) Names(id string) (map[string]string, error) {
	resp, err := a.send("products/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var p Product
	err = json.Unmarshal(raw, &p) // want medipimunchecked/unchecked
	return p.Names, err
}

// NamesOK reads all, and unmarshals what is below 300.
func (a *API) NamesOK(id string) (map[string]string, error) {
	resp, err := a.send("products/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("names: %s: %s", resp.Status, raw)
	}
	var p Product
	err = json.Unmarshal(raw, &p)
	return p.Names, err
}

func decodeInto(r io.Reader, v any) error {
	if err := json.NewDecoder(r).Decode(v); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	return nil
}

// Brand hands the reader to a helper that knows nothing of a status.
func (a *API) Brand(id string) (b struct{ Name string }, err error) {
	resp, err := a.send("brands/" + id)
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	err = decodeInto(resp.Body, &b) // want medipimunchecked/unchecked
	return b, err
}

// BrandOK looks, then hands the reader to the same helper.
func (a *API) BrandOK(id string) (b struct{ Name string }, err error) {
	resp, err := a.send("brands/" + id)
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		err = decodeInto(resp.Body, &b)
		return b, err
	}
	return b, fmt.Errorf("brand: %s", resp.Status)
}

// Total counts the status in a log line and decodes whatever there is.
func (a *API) Total() (int, error) {
	resp, err := a.send("products/total")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	slog.Debug("answer", "status", resp.StatusCode, "length", resp.ContentLength)
	var t struct {
		Meta struct {
			Total int `json:"total"`
		} `json:"meta"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil { // want medipimunchecked/unchecked
		return 0, err
	}
	return t.Meta.Total, nil
}

// Parts decodes any answer into a map of raw parts and takes the results from it.
func (a *API) Parts() (json.RawMessage, error) {
	resp, err := a.send("products/parts")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	m := map[string]json.RawMessage{}
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return m["results"], nil
}
