package afterwards

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// MedipimStore sends and decodes in one go.
type MedipimStore struct {
	c    http.Client
	base string
}

// Box is a box.
type Box struct {
	Size int    `json:"size"`
	Name string `json:"name"`
}

// After tests the status between the decode and the first use of what was decoded.
func (m *MedipimStore) After(id string) (*Box, error) {
	for {
		resp, err := m.c.Get(m.base + id)
		if err != nil {
			return nil, err
		}
		var b Box
		err = json.NewDecoder(resp.Body).Decode(&b)
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("box %s: %s", id, resp.Status)
		}
		if err != nil {
			return nil, err
		}
		return &b, nil
	}
}

// Before returns the size before it thinks of the status, which it asks for 429 alone.
func (m *MedipimStore) Before(id string) (int, error) {
	for {
		resp, err := m.c.Get(m.base + id)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		var b Box
		err = json.NewDecoder(resp.Body).Decode(&b) // want medipimunchecked/partial
		resp.Body.Close()
		if err != nil {
			return 0, err
		}
		return b.Size, nil
	}
}

type boxOrError struct {
	Box   Box `json:"box"`
	Error *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Side finds the error beside the data by its presence and asks only once.
func (m *MedipimStore) Side(id string) (Box, error) {
	resp, err := m.c.Get(m.base + id) // want medipimretry/missing
	if err != nil {
		return Box{}, err
	}
	defer resp.Body.Close()
	var be boxOrError
	if err := json.NewDecoder(resp.Body).Decode(&be); err != nil { // want medipimunchecked/unchecked
		return Box{}, err
	}
	if be.Error != nil {
		return Box{}, errors.New(be.Error.Message)
	}
	return be.Box, nil
}

// SideAfter decodes the same shape and tests the status before it takes the data.
func (m *MedipimStore) SideAfter(id string) (Box, error) {
	for {
		resp, err := m.c.Get(m.base + id)
		if err != nil {
			return Box{}, err
		}
		var be boxOrError
		err = json.NewDecoder(resp.Body).Decode(&be)
		resp.Body.Close()
		if resp.StatusCode == 429 {
			time.Sleep(3 * time.Second)
			continue
		}
		if resp.StatusCode >= 400 {
			return Box{}, fmt.Errorf("box %s: %s", id, resp.Status)
		}
		if err != nil {
			return Box{}, err
		}
		return be.Box, nil
	}
}

// Problem decodes the error and nothing else, and returns no data at all.
func (m *MedipimStore) Problem(id string) error {
	resp, err := m.c.Get(m.base + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
		Violations json.RawMessage `json:"violations"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return fmt.Errorf("%d %s %s", resp.StatusCode, env.Error.Code, env.Violations)
}

// Drain reads the body to its end for the sake of the connection.
func (m *MedipimStore) Drain(id string) (bool, error) {
	for {
		resp, err := m.c.Head(m.base + id)
		if err != nil {
			return false, err
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		switch resp.StatusCode {
		case 429:
			time.Sleep(time.Second)
		case 200:
			return true, nil
		case 404:
			return false, nil
		default:
			return false, errors.New(resp.Status)
		}
	}
}
