package importer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"example.com/depot/medipimhttp"
)

// MedipimImport writes many records.
type MedipimImport struct {
	http *http.Client
	addr string
}

// New uses the client that waits on 429.
func New(addr string) *MedipimImport {
	return &MedipimImport{http: medipimhttp.NewClient(), addr: addr}
}

// Outcome is what became of one record.
type Outcome struct {
	ID  string
	Err error
	Why json.RawMessage
}

var errRecord = errors.New("bad record")

// Each fills a result with an error on 422, and the reasons stay behind.
func (m *MedipimImport) Each(records map[string]string, out chan<- Outcome) {
	for id, text := range records {
		resp, err := m.http.Post(m.addr+id, "application/json", strings.NewReader(text))
		if err != nil {
			out <- Outcome{ID: id, Err: err}
			continue
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode == 422: // want medipimviolations/dropped
			out <- Outcome{ID: id, Err: errRecord}
		case resp.StatusCode > 299:
			out <- Outcome{ID: id, Err: errors.New(resp.Status)}
		default:
			out <- Outcome{ID: id}
		}
	}
}

// EachWhy fills a result with an error and the body on 422.
func (m *MedipimImport) EachWhy(records map[string]string, out chan<- Outcome) {
	for id, text := range records {
		resp, err := m.http.Post(m.addr+id, "application/json", strings.NewReader(text))
		if err != nil {
			out <- Outcome{ID: id, Err: err}
			continue
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		switch {
		case resp.StatusCode == 422:
			out <- Outcome{ID: id, Err: errRecord, Why: body}
		case resp.StatusCode > 299:
			out <- Outcome{ID: id, Err: errors.New(resp.Status)}
		default:
			out <- Outcome{ID: id}
		}
	}
}

// Warn writes a structured line on 422 and returns an error of its own.
func (m *MedipimImport) Warn(id, text string) error {
	resp, err := m.http.Post(m.addr+id, "application/json", strings.NewReader(text))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if sc := resp.StatusCode; sc == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		slog.Warn("record refused", "id", id, "status", sc)
		return fmt.Errorf("%s refused", id)
	} else if sc > 299 {
		return fmt.Errorf("%s: %s", id, resp.Status)
	}
	return nil
}

func reasons(r io.Reader) string {
	var v struct {
		Violations []struct {
			Field   string `json:"field"`
			Message string `json:"message"`
		} `json:"violations"`
	}
	if err := json.NewDecoder(r).Decode(&v); err != nil {
		return "reasons unreadable: " + err.Error()
	}
	parts := make([]string, 0, len(v.Violations))
	for _, x := range v.Violations {
		parts = append(parts, x.Field+" "+x.Message)
	}
	return strings.Join(parts, "; ")
}

// WarnWhy has a helper decode the reasons for its line.
func (m *MedipimImport) WarnWhy(id, text string) error {
	resp, err := m.http.Post(m.addr+id, "application/json", strings.NewReader(text))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if sc := resp.StatusCode; sc == http.StatusUnprocessableEntity {
		slog.Warn("record refused", "id", id, "why", reasons(resp.Body))
		return fmt.Errorf("%s refused", id)
	} else if sc > 299 {
		return fmt.Errorf("%s: %s", id, resp.Status)
	}
	return nil
}

// refusal makes an error of the answer, reasons included.
func refusal(resp *http.Response) error {
	return fmt.Errorf("refused: %s", reasons(resp.Body))
}

// Put hands the answer to the helper that makes the error.
func (m *MedipimImport) Put(id, text string) error {
	req, err := http.NewRequest(http.MethodPut, m.addr+id, strings.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := m.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode / 100 {
	case 2:
		return nil
	case 4:
		if resp.StatusCode == 422 {
			return refusal(resp)
		}
	}
	return errors.New(resp.Status)
}

// PutBare asks the same in the same place and has two words for it.
func (m *MedipimImport) PutBare(id, text string) error {
	req, err := http.NewRequest(http.MethodPut, m.addr+id, strings.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := m.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode / 100 {
	case 2:
		return nil
	case 4:
		if resp.StatusCode == 422 { // want medipimviolations/dropped
			return errors.New("record refused")
		}
	}
	return errors.New(resp.Status)
}
