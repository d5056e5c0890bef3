package medipimwire

import (
	"encoding/json"
	"fmt"
	"io"
)

// Problem is the inner object.
type Problem struct {
	Status     int             `json:"status"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

// Envelope is the outer object.
type Envelope struct {
	Problem Problem `json:"error"`
}

// GetStatus hands the body's status on, nothing to report.
func (e *Envelope) GetStatus() int { return e.Problem.Status }

// GetCode hands the code on, nothing to report.
func (e *Envelope) GetCode() string { return e.Problem.Code }

// ReadEnvelope decodes nothing but the envelope, silent.
func ReadEnvelope(r io.Reader) (*Envelope, error) {
	var e Envelope
	if err := json.NewDecoder(r).Decode(&e); err != nil {
		return nil, fmt.Errorf("envelope: %w", err)
	}
	return &e, nil
}
