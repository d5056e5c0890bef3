package predicates

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// MedipimSheets fetches data sheets with errors by type.
type MedipimSheets struct {
	HTTP *http.Client
	Base string
}

type sheetError struct {
	code  int
	again bool
}

func (e sheetError) Error() string   { return fmt.Sprintf("sheet: status %d", e.code) }
func (e sheetError) Temporary() bool { return e.again }

func (m *MedipimSheets) load(id string, v any) error {
	resp, err := m.HTTP.Get(m.Base + "/sheets/" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return json.NewDecoder(resp.Body).Decode(v)
	}
	return sheetError{resp.StatusCode, resp.StatusCode == 429 || resp.StatusCode > 499}
}

// Sheet asks the error whether it will pass, and the flag in it was set for 429.
func (m *MedipimSheets) Sheet(id string) (map[string]string, error) {
	for wait := time.Second; ; wait *= 2 {
		var v map[string]string
		err := m.load(id, &v)
		var t interface{ Temporary() bool }
		if wait < time.Minute && errors.As(err, &t) && t.Temporary() {
			time.Sleep(wait)
			continue
		}
		return v, err
	}
}

var errPassing = errors.New("passing trouble")

func (m *MedipimSheets) title(id string) (string, error) {
	resp, err := m.HTTP.Get(m.Base + "/titles/" + id)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		var s string
		err := json.NewDecoder(resp.Body).Decode(&s)
		return s, err
	case http.StatusTooManyRequests, http.StatusBadGateway:
		return "", fmt.Errorf("title %s: %w", id, errPassing)
	default:
		return "", fmt.Errorf("title %s: %s", id, resp.Status)
	}
}

// Title repeats on a sentinel that stands for 429 among others.
func (m *MedipimSheets) Title(id string) (s string, err error) {
	for i := range 5 {
		if s, err = m.title(id); !errors.Is(err, errPassing) {
			break
		}
		time.Sleep(time.Duration(i+1) * 3 * time.Second)
	}
	return s, err
}
