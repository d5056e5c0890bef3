package rawbytes

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
)

const medipimRoot = "https://api.medipim.fr/v4"

// Client wants bytes, and others decode them.
type Client struct{ hc *http.Client }

// fetch gives the bare answer to the methods below, none of which knows about 429.
func (c *Client) fetch(path string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, medipimRoot+path, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req) // want medipimretry/missing
}

// Sheet returns the bytes of any answer.
func (c *Client) Sheet(id string) ([]byte, error) {
	resp, err := c.fetch("/sheets/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// SheetOK returns the bytes of a 200.
func (c *Client) SheetOK(id string) ([]byte, error) {
	resp, err := c.fetch("/sheets/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Text returns any answer as a string.
func (c *Client) Text(id string) (string, error) {
	resp, err := c.fetch("/texts/" + id)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	return string(b), nil // want medipimunchecked/unchecked
}

// TextOK returns a 2xx as a string and makes an error of the text of the others.
func (c *Client) TextOK(id string) (string, error) {
	resp, err := c.fetch("/texts/" + id)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	if resp.StatusCode/100 != 2 {
		return "", fmt.Errorf("text %s: %s", id, b)
	}
	return string(b), nil
}

// Raw writes the status down and returns the bytes all the same.
func (c *Client) Raw(id string) (json.RawMessage, error) {
	resp, err := c.fetch("/raw/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	log.Printf("raw %s: %d", id, resp.StatusCode)
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return b, nil // want medipimunchecked/unchecked
}

// Buffered returns what the buffer took from any answer.
func (c *Client) Buffered(id string) ([]byte, error) {
	resp, err := c.fetch("/raw/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(resp.Body); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil // want medipimunchecked/unchecked
}

// BufferedOK has the buffer take a 200 alone.
func (c *Client) BufferedOK(id string) ([]byte, error) {
	resp, err := c.fetch("/raw/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var buf bytes.Buffer
	if resp.StatusCode == http.StatusOK {
		if _, err := buf.ReadFrom(resp.Body); err != nil {
			return nil, err
		}
		return buf.Bytes(), nil
	}
	return nil, errors.New(resp.Status)
}

// Numbered returns the bytes together with their status, for the caller to judge.
func (c *Client) Numbered(id string) (int, []byte, error) {
	resp, err := c.fetch("/raw/" + id)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, b, err
}

// Full returns the bytes together with their response, for the caller to judge.
func (c *Client) Full(id string) (*http.Response, []byte, error) {
	resp, err := c.fetch("/raw/" + id)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp, b, err
}
