package transport

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

const root = "https://api.medipim.be/v4"

// Product is what comes back.
type Product struct {
	ID string `json:"id"`
}

// checkOK turns a bad answer into a general error.
func checkOK(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// Find is retried below.
func (p *Patient) Find(id string) error {
	resp, err := p.hc.Get(root + "/products/find?id=" + id)
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Query is retried below, body and all.
func (p *Patient) Query(q string) error {
	resp, err := p.hc.Post(root+"/products/query", "application/json", strings.NewReader(q))
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// First is retried two transports below, and looks at the status before it decodes.
func (w *Wrapped) First(id string) (*Product, error) {
	resp, err := w.hc.Get(root + "/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("first: %s", resp.Status)
	}
	var p Product
	err = json.NewDecoder(resp.Body).Decode(&p)
	return &p, err
}

// Find is retried below for the fives; the report is in brokenOnly.
func (b *Broken) Find(id string) error {
	resp, err := b.hc.Get(root + "/products/find?id=" + id)
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Find is retried below at once; the report is in hasty.
func (h *Hasty) Find(id string) error {
	resp, err := h.hc.Get(root + "/products/find?id=" + id)
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Query is retried below without its body; the report is in forgetful.
func (f *Forgetful) Query(q string) error {
	resp, err := f.hc.Post(root+"/products/query", "application/json", strings.NewReader(q))
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Find goes through a transport that only writes lines.
func (l *Logged) Find(id string) error {
	resp, err := l.hc.Get(root + "/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Find is retried below, and the transport above has one error for all that is bad; the decode is safe with it.
func (s *Strict) Find(id string) (*Product, error) {
	resp, err := s.hc.Get(root + "/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p Product
	err = json.NewDecoder(resp.Body).Decode(&p)
	return &p, err
}

// Find goes through a transport that makes ErrTooFast of a 429; the decode is safe with it.
func (s *Sorted) Find(id string) (*Product, error) {
	resp, err := s.hc.Get(root + "/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p Product
	err = json.NewDecoder(resp.Body).Decode(&p)
	return &p, err
}
