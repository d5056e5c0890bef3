package partly

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
)

// MedipimPartly looks at some statuses.
type MedipimPartly struct {
	hc   *http.Client
	root string
}

// Entry is an entry.
type Entry struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

var (
	errKey  = errors.New("wrong key")
	errNone = errors.New("no such entry")
	errFast = errors.New("too fast")
)

// get waits on 429 as long as it takes.
func (m *MedipimPartly) get(path string) (*http.Response, error) {
	for {
		resp, err := m.hc.Get(m.root + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(5 * time.Second)
	}
}

// Key catches 401 and decodes all else.
func (m *MedipimPartly) Key(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return e, errKey
	}
	err = json.NewDecoder(resp.Body).Decode(&e) // want medipimunchecked/partial
	return e, err
}

// None catches 404 and decodes all else.
func (m *MedipimPartly) None(id string) (*Entry, error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 404 {
		return nil, errNone
	}
	e := &Entry{}
	if err := json.NewDecoder(resp.Body).Decode(e); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return e, nil
}

// NoneOrBad catches 404 and after it everything that is not 200.
func (m *MedipimPartly) NoneOrBad(id string) (*Entry, error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 404 {
		return nil, errNone
	}
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("entry: %s", resp.Status)
	}
	e := &Entry{}
	if err := json.NewDecoder(resp.Body).Decode(e); err != nil {
		return nil, err
	}
	return e, nil
}

// Above catches what is above 500, which 500 and all of 4xx are not.
func (m *MedipimPartly) Above(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 500 {
		return e, errors.New(resp.Status)
	}
	return e, json.NewDecoder(resp.Body).Decode(&e) // want medipimunchecked/partial
}

// From catches what is from 400 on.
func (m *MedipimPartly) From(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return e, errors.New(resp.Status)
	}
	return e, json.NewDecoder(resp.Body).Decode(&e)
}

// Unless decodes everything but a 401.
func (m *MedipimPartly) Unless(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 401 {
		err = json.NewDecoder(resp.Body).Decode(&e) // want medipimunchecked/partial
		return e, err
	}
	return e, errKey
}

// Under decodes everything under 500.
func (m *MedipimPartly) Under(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < http.StatusInternalServerError {
		err = json.NewDecoder(resp.Body).Decode(&e) // want medipimunchecked/partial
		return e, err
	}
	return e, errors.New(resp.Status)
}

// Cases has a case for each trouble it has met so far, and no default.
func (m *MedipimPartly) Cases(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return e, errKey
	case http.StatusNotFound:
		return e, errNone
	}
	err = json.NewDecoder(resp.Body).Decode(&e) // want medipimunchecked/partial
	return e, err
}

// CasesAll has a default too.
func (m *MedipimPartly) CasesAll(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return e, errKey
	case http.StatusNotFound:
		return e, errNone
	case http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(&e)
		return e, err
	default:
		return e, errors.New(resp.Status)
	}
}

func access(resp *http.Response) error {
	if resp.StatusCode == 401 || resp.StatusCode == 403 {
		return errKey
	}
	return nil
}

// Helped asks a helper that knows two statuses.
func (m *MedipimPartly) Helped(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	if err := access(resp); err != nil {
		return e, err
	}
	err = json.NewDecoder(resp.Body).Decode(&e) // want medipimunchecked/partial
	return e, err
}

func good(resp *http.Response) error {
	if resp.StatusCode < 200 || resp.StatusCode >= 300 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

// HelpedWell asks a helper that knows the whole range.
func (m *MedipimPartly) HelpedWell(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	if err := good(resp); err != nil {
		return e, err
	}
	err = json.NewDecoder(resp.Body).Decode(&e)
	return e, err
}

// Bytes returns the bytes of everything but 404.
func (m *MedipimPartly) Bytes(id string) ([]byte, error) {
	resp, err := m.get("/b/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, errNone
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return b, nil // want medipimunchecked/partial
}

// Shout only writes a line for a server's trouble, and a line keeps nothing away; 401 goes.
func (m *MedipimPartly) Shout(id string) (e Entry, err error) {
	resp, err := m.get("/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		log.Printf("entry %s: %s", id, resp.Status)
	} else if resp.StatusCode == 401 {
		return e, errKey
	}
	err = json.NewDecoder(resp.Body).Decode(&e) // want medipimunchecked/partial
	return e, err
}

// Fast has a sentinel for 429 and decodes all else.
func (m *MedipimPartly) Fast(id string) (e Entry, err error) {
	resp, err := m.hc.Get(m.root + "/e/" + id)
	if err != nil {
		return e, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return e, errFast
	}
	err = json.NewDecoder(resp.Body).Decode(&e) // want medipimunchecked/partial
	return e, err
}

// Loop waits on 429 and decodes what comes in its place.
func (m *MedipimPartly) Loop(id string) (e Entry, err error) {
	for {
		resp, err := m.hc.Get(m.root + "/e/" + id)
		if err != nil {
			return e, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		defer resp.Body.Close()
		err = json.NewDecoder(resp.Body).Decode(&e) // want medipimunchecked/partial
		return e, err
	}
}

// LoopWell waits on 429 and decodes a 200.
func (m *MedipimPartly) LoopWell(id string) (e Entry, err error) {
	for {
		resp, err := m.hc.Get(m.root + "/e/" + id)
		if err != nil {
			return e, err
		}
		switch {
		case resp.StatusCode == http.StatusTooManyRequests:
			resp.Body.Close()
			time.Sleep(2 * time.Second)
		case resp.StatusCode == http.StatusOK:
			defer resp.Body.Close()
			err = json.NewDecoder(resp.Body).Decode(&e)
			return e, err
		default:
			resp.Body.Close()
			return e, errors.New(resp.Status)
		}
	}
}
