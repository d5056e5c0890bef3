package medipimvalidation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"os"
	"time"
)

// ErrInvalid says that the record was turned down.
var ErrInvalid = errors.New("record turned down")

type client struct {
	hc  http.Client
	url string
}

// send makes a new reader for each try and waits on 429.
func (c *client) send(v any) (*http.Response, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	for i := 1; ; i++ {
		resp, err := c.hc.Post(c.url, "application/json", bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || i > 5 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Duration(i) * time.Second)
	}
}

// Sentinel returns a bare sentinel on 422.
func (c *client) Sentinel(v any) error {
	resp, err := c.send(v)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return ErrInvalid
	}
	if resp.StatusCode > 299 {
		return errors.New(resp.Status)
	}
	return nil
}

// SentinelBody wraps the sentinel around the whole body.
func (c *client) SentinelBody(v any) error {
	resp, err := c.send(v)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		b, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("%w: %s", ErrInvalid, b)
	}
	if resp.StatusCode > 299 {
		return errors.New(resp.Status)
	}
	return nil
}

// Case formats the id into the error of its case, and no more.
func (c *client) Case(id string, v any) error {
	resp, err := c.send(v)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200, 201, 204:
		return nil
	case 404:
		return fmt.Errorf("%s does not exist", id)
	case 422: // want medipimviolations/dropped
		return fmt.Errorf("%s is not valid", id)
	default:
		return fmt.Errorf("%s: %s", id, resp.Status)
	}
}

// CaseFields decodes what failed in its case, beside the error.
func (c *client) CaseFields(id string, v any) error {
	resp, err := c.send(v)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200, 201, 204:
		return nil
	case 404:
		return fmt.Errorf("%s does not exist", id)
	case 422:
		var body struct {
			Violations []any `json:"violations"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
			return fmt.Errorf("%s is not valid, and why cannot be read: %w", id, err)
		}
		return fmt.Errorf("%s is not valid: %v", id, body.Violations)
	default:
		return fmt.Errorf("%s: %s", id, resp.Status)
	}
}

// Log writes a line and goes on.
func (c *client) Log(v any) {
	resp, err := c.send(v)
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == 422 { // want medipimviolations/dropped
		log.Printf("not accepted: %s", resp.Status)
	}
}

// LogBody writes a line with the body in it.
func (c *client) LogBody(v any) {
	resp, err := c.send(v)
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == 422 {
		b, err := io.ReadAll(resp.Body)
		slog.Warn("not accepted", "body", string(b), "err", err)
	}
}

// User tells the person at the screen that something is wrong, not what.
func (c *client) User(v any) bool {
	resp, err := c.send(v)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return false
	}
	defer resp.Body.Close()
	if resp.StatusCode == 422 { // want medipimviolations/dropped
		fmt.Fprintln(os.Stderr, "Please check your input.")
		return false
	}
	return resp.StatusCode < 300
}

// UserTold copies the answer to the screen.
func (c *client) UserTold(v any) bool {
	resp, err := c.send(v)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return false
	}
	defer resp.Body.Close()
	if resp.StatusCode == 422 {
		fmt.Fprintln(os.Stderr, "Please check your input:")
		_, _ = io.Copy(os.Stderr, resp.Body)
		return false
	}
	return resp.StatusCode < 300
}

// Drained throws the body away for the sake of the connection, then returns its error.
func (c *client) Drained(v any) error {
	resp, err := c.send(v)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	const unprocessable = 422
	if resp.StatusCode == unprocessable { // want medipimviolations/dropped
		_, _ = io.Copy(io.Discard, resp.Body)
		return ErrInvalid
	}
	if resp.StatusCode > 299 {
		return errors.New(resp.Status)
	}
	return nil
}

// Handed gives the answer itself to the caller together with the sentinel.
func (c *client) Handed(v any) (*http.Response, error) {
	resp, err := c.send(v)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == 422 {
		return resp, ErrInvalid
	}
	return resp, nil
}
