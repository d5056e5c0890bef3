package reject

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
)

// K1 has the raw body in its error.
func (d *Desk) K1(ctx context.Context, v any) error {
	status, b, err := d.post(ctx, "/v4/k1", v)
	switch {
	case err != nil:
		return err
	case status == http.StatusUnprocessableEntity:
		return fmt.Errorf("%w: %s", ErrInvalid, b)
	}
	return verdictOf(status)
}

func verdictOf(status int) error {
	if status >= 200 && status < 300 {
		return nil
	}
	return &Refusal{Status: status, Text: http.StatusText(status)}
}

// Invalid carries what was wrong.
type Invalid struct {
	Message    string
	Violations json.RawMessage
}

func (e *Invalid) Error() string { return e.Message + ": " + string(e.Violations) }

// K2 has the violations in its error.
func (d *Desk) K2(ctx context.Context, v any) error {
	status, b, err := d.post(ctx, "/v4/k2", v)
	if err != nil {
		return err
	}
	if status == 422 {
		var p fullProblem
		if err := json.Unmarshal(b, &p); err != nil {
			return err
		}
		return &Invalid{p.Error.Message, p.violations()}
	}
	return verdictOf(status)
}

// K3 decides by the code, and logs.
func (d *Desk) K3(ctx context.Context, v any) error {
	status, b, err := d.post(ctx, "/v4/k3", v)
	if err != nil {
		return err
	}
	var p fullProblem
	if status >= 400 {
		if err := json.Unmarshal(b, &p); err != nil {
			return fmt.Errorf("HTTP %d: %w", status, err)
		}
	}
	if p.Error.Code == codeInvalid {
		slog.Warn("refused", "message", p.Error.Message, "violations", string(p.violations()))
		return ErrInvalid
	}
	return verdictOf(status)
}

type violation struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// reasons is lenient about where the violations are and what they look like.
func reasons(b []byte) error {
	var top struct {
		Violations []violation
		Error      struct{ Violations []violation }
	}
	if json.Unmarshal(b, &top) != nil {
		return errors.New(string(b))
	}
	var errs []error
	for _, v := range append(top.Violations, top.Error.Violations...) {
		errs = append(errs, fmt.Errorf("%s: %s", v.Path, v.Message))
	}
	return errors.Join(errs...)
}

// K4 joins one error per violation.
func (d *Desk) K4(ctx context.Context, v any) error {
	status, b, err := d.post(ctx, "/v4/k4", v)
	if err != nil {
		return err
	}
	switch status {
	case http.StatusOK:
		return nil
	case http.StatusUnprocessableEntity:
		return errors.Join(ErrInvalid, reasons(b))
	}
	return verdictOf(status)
}

// K5 sends the body on, as it is.
func (d *Desk) K5(w http.ResponseWriter, r *http.Request) {
	status, b, err := d.post(r.Context(), "/v4/k5", r.FormValue("v"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if status == http.StatusUnprocessableEntity {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnprocessableEntity)
		w.Write(b)
		return
	}
	if err := verdictOf(status); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

// K6 walks the body as a map.
func (d *Desk) K6(ctx context.Context, v any) error {
	status, b, err := d.post(ctx, "/v4/k6", v)
	if err != nil || status < 300 {
		return err
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		return fmt.Errorf("HTTP %d: %s", status, bytes.TrimSpace(b))
	}
	e, _ := m["error"].(map[string]any)
	if e["code"] == "validation_failed" {
		vs, ok := m["violations"]
		if !ok {
			vs = e["violations"]
		}
		return fmt.Errorf("%w: %v: %v", ErrInvalid, e["message"], vs)
	}
	return verdictOf(status)
}

// Rejection keeps the body for whoever asks.
type Rejection struct {
	Status int
	Body   []byte
}

func (r *Rejection) Error() string { return fmt.Sprintf("HTTP %d", r.Status) }

// IsInvalid is a predicate over an error that has it all.
func (r *Rejection) IsInvalid() bool { return r.Status == http.StatusUnprocessableEntity }

// K7 fails with a Rejection.
func (d *Desk) K7(ctx context.Context, v any) error {
	status, b, err := d.post(ctx, "/v4/k7", v)
	if err != nil {
		return err
	}
	if status > 299 {
		return &Rejection{status, b}
	}
	return nil
}

// K8 hands the Rejection on.
func (d *Desk) K8(ctx context.Context, v any) error {
	err := d.K7(ctx, v)
	var r *Rejection
	if errors.As(err, &r) && r.IsInvalid() {
		return fmt.Errorf("the catalog did not accept %v: %w", v, r)
	}
	return err
}

// K9 shows the Rejection's body, line by line.
func (d *Desk) K9(ctx context.Context, v any) (problems []string, err error) {
	err = d.K7(ctx, v)
	if r, ok := errors.AsType[*Rejection](err); ok && r.Status == 422 {
		for line := range strings.Lines(string(r.Body)) {
			problems = append(problems, strings.TrimSpace(line))
		}
		return problems, nil
	}
	return nil, err
}

// Grade is for the statistics.
type Grade int

// Grades.
const (
	Fine Grade = iota
	Missing
	Rejected
	Broken
)

// GradeOf makes a Grade of a status: there is neither an error nor a message in it.
func GradeOf(status int) Grade {
	switch {
	case status < 300:
		return Fine
	case status == http.StatusNotFound:
		return Missing
	case status == http.StatusBadRequest, status == http.StatusUnprocessableEntity:
		return Rejected
	}
	return Broken
}

// Graded has the body beside the grade.
type Graded struct {
	Grade Grade
	Body  []byte
}

// K10 grades.
func (d *Desk) K10(ctx context.Context, v any) (Graded, error) {
	status, b, err := d.post(ctx, "/v4/k10", v)
	if err != nil {
		return Graded{}, err
	}
	return Graded{GradeOf(status), b}, nil
}

// K11 takes every refusal alike.
func (d *Desk) K11(ctx context.Context, v any) error {
	status, b, err := d.post(ctx, "/v4/k11", v)
	if err != nil {
		return err
	}
	if status >= 400 && status < 500 {
		return fmt.Errorf("refused with %d: %s", status, parse(b).Error.Message)
	}
	return verdictOf(status)
}
