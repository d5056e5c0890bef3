// Package decoded decodes into its error type itself.
package decoded

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// APIError is the inner struct.
type APIError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message,omitempty"` // for people
}

func (e APIError) Error() string { return fmt.Sprintf("%d %s", e.Status, e.Code) }

// IsNotFound decides on the receiver.
func (e APIError) IsNotFound() bool { return e.Status == http.StatusNotFound } // want medipimstatus/branch

type envelope struct {
	Error *APIError `json:"error"`
}

type client struct{ http *http.Client }

func (c *client) get(url string) ([]byte, error) {
	resp, err := c.http.Get(url) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return nil, c.fail(resp)
	}
	return io.ReadAll(resp.Body)
}

func (c *client) fail(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error == nil {
		return errors.New("no error")
	}
	return *env.Error
}

func (c *client) post(url string) error {
	resp, err := c.http.Post(url, "application/json", nil) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return parse(data)
}

// A decoder of bytes, all of whose callers have the response, gets the status.
func parse(data []byte) error {
	env := &envelope{}
	err := json.Unmarshal(data, env)
	if err != nil || env.Error == nil {
		return errors.New("no error")
	}
	return env.Error
}

func (c *client) find(id string) (string, error) {
	data, err := c.get("https://api.medipim.be/v4/products/find?id=" + id)
	var apiErr *APIError
	var val APIError
	switch {
	case errors.As(err, &apiErr) && apiErr.Code == "not_found":
		return "", nil
	case errors.As(err, &val):
		if val.Status >= 500 { // want medipimstatus/branch
			return "", errors.New("down")
		}
	}
	return string(data), err
}
