package doers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Caller keeps its way of sending in a field of function type.
type Caller struct {
	Send func(*http.Request) (*http.Response, error)
	Base string
}

// NewCaller fills the field of function type with the real thing.
func NewCaller(base string) *Caller {
	return &Caller{Send: http.DefaultClient.Do, Base: base}
}

// Names loops over the function in the field and waits a little longer each time.
func (c *Caller) Names() ([]string, error) {
	for wait := time.Second; ; wait += time.Second {
		req, err := http.NewRequest(http.MethodGet, c.Base+"/names", nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.Send(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("names: %s", resp.Status)
		}
		var l []string
		return l, json.NewDecoder(resp.Body).Decode(&l)
	}
}

// Status returns the number that came back and leaves the judging to others.
func (c *Caller) Status(path string) (int, error) {
	resp, err := http.Get(c.Base + path) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// Ping asks for the number and takes all but 200 for the same trouble.
func (c *Caller) Ping() error {
	n, err := c.Status("/ping")
	if err != nil {
		return err
	}
	if n != http.StatusOK {
		return fmt.Errorf("ping: %d", n)
	}
	return nil
}
