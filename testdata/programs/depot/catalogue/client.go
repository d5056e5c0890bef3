package catalogue

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// MedipimCatalogue reads the lists that the web shop needs.
type MedipimCatalogue struct {
	base string
	http *http.Client
	key  [2]string
}

// Failure is any answer that is not a 2xx.
type Failure struct {
	Status     int
	Code       string
	Violations json.RawMessage
}

func (f *Failure) Error() string { return fmt.Sprintf("%d %s %s", f.Status, f.Code, f.Violations) }

// do serves every endpoint of the file below; its general error only carries the status.
func (m *MedipimCatalogue) do(method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, m.base+path, body)
	if err != nil {
		return err
	}
	req.SetBasicAuth(m.key[0], m.key[1])
	resp, err := m.http.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		var env struct {
			Error struct {
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
			Violations json.RawMessage `json:"violations"`
		}
		_ = json.NewDecoder(resp.Body).Decode(&env)
		return &Failure{Status: resp.StatusCode, Code: env.Error.Code, Violations: env.Violations}
	}
	if out == nil {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(out)
}
