package validation

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"text/template"
)

// MedipimWriter changes products.
type MedipimWriter struct {
	http *http.Client
	host string
}

// NewMedipimWriter gives a writer for the French host.
func NewMedipimWriter() *MedipimWriter {
	return &MedipimWriter{http: &http.Client{}, host: "https://api.medipim.fr"}
}

// ErrTooMany is for 429, ErrInvalid for 422.
var (
	ErrTooMany = errors.New("validation: too many requests")
	ErrInvalid = errors.New("validation: invalid")
)

func (w *MedipimWriter) request(ctx context.Context, path string, v any) (*http.Request, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return http.NewRequestWithContext(ctx, http.MethodPost, w.host+path, bytes.NewReader(b))
}

// Rename is reported: what is wrong with the name is not said.
func (w *MedipimWriter) Rename(ctx context.Context, id, name string) error {
	req, err := w.request(ctx, "/v4/products/"+id, map[string]string{"name": name})
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNoContent:
		return nil
	case http.StatusTooManyRequests:
		return ErrTooMany
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return fmt.Errorf("rename %s: %w", id, ErrInvalid)
	default:
		return fmt.Errorf("rename %s: %s", id, resp.Status)
	}
}

// RenameRaw is not reported: the body goes into the error as it is.
func (w *MedipimWriter) RenameRaw(ctx context.Context, id, name string) error {
	req, err := w.request(ctx, "/v4/products/"+id, map[string]string{"name": name})
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNoContent:
		return nil
	case http.StatusTooManyRequests:
		return ErrTooMany
	case http.StatusUnprocessableEntity:
		raw, err := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
		return errors.Join(ErrInvalid, fmt.Errorf("rename %s: %s", id, raw), err)
	default:
		return fmt.Errorf("rename %s: %s", id, resp.Status)
	}
}

// Violation is one field that is wrong.
type Violation struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

type full struct {
	Error struct {
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
	Violations []Violation `json:"violations"`
}

type short struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// FieldError has the fields that are wrong.
type FieldError struct {
	Fields []Violation
	Inner  json.RawMessage
}

func (e *FieldError) Error() string { return fmt.Sprintf("%d fields are wrong", len(e.Fields)) }

// Reprice is not reported: the error has the violations, wherever they stood.
func (w *MedipimWriter) Reprice(ctx context.Context, id string, cents int) error {
	req, err := w.request(ctx, "/v4/prices/"+id, map[string]int{"cents": cents})
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env full
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return fmt.Errorf("reprice %s: %s: %w", id, resp.Status, err)
	}
	switch env.Error.Code {
	case "too_many_requests":
		return ErrTooMany
	case "validation_failed":
		return &FieldError{Fields: env.Violations, Inner: env.Error.Violations}
	}
	return fmt.Errorf("reprice %s: %s", id, env.Error.Message)
}

// RepriceShort is reported: its envelope has no place for the violations.
func (w *MedipimWriter) RepriceShort(ctx context.Context, id string, cents int) error {
	req, err := w.request(ctx, "/v4/prices/"+id, map[string]int{"cents": cents})
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env short
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return fmt.Errorf("reprice %s: %s: %w", id, resp.Status, err)
	}
	switch env.Error.Code {
	case "too_many_requests":
		return ErrTooMany
	case "validation_failed": // want medipimviolations/dropped
		return fmt.Errorf("reprice %s: %w: %s", id, ErrInvalid, env.Error.Message)
	}
	return fmt.Errorf("reprice %s: %s", id, env.Error.Message)
}

// Valid is not reported: the branch ends in an answer, neither in an error nor in a message.
func (w *MedipimWriter) Valid(ctx context.Context, v any) (bool, error) {
	req, err := w.request(ctx, "/v4/products/validate", v)
	if err != nil {
		return false, err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return false, nil
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return false, ErrTooMany
	}
	if resp.StatusCode > 299 {
		return false, errors.New(resp.Status)
	}
	return true, nil
}

// Walk is not reported: the map's violations are in the error.
func (w *MedipimWriter) Walk(ctx context.Context, v any) error {
	req, err := w.request(ctx, "/v4/media", v)
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrTooMany
	}
	if resp.StatusCode < 300 {
		return nil
	}
	var m map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return errors.Join(errors.New(resp.Status), err)
	}
	inner, _ := m["error"].(map[string]any)
	if resp.StatusCode == 422 {
		var parts []string
		for _, where := range []any{m["violations"], inner["violations"]} {
			list, _ := where.([]any)
			for _, one := range list {
				parts = append(parts, fmt.Sprint(one))
			}
		}
		return fmt.Errorf("media: %s", strings.Join(parts, "; "))
	}
	return fmt.Errorf("media: %v", inner["message"])
}

// WalkShort is reported: at 422 the body is not even read.
func (w *MedipimWriter) WalkShort(ctx context.Context, v any) error {
	req, err := w.request(ctx, "/v4/media", v)
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrTooMany
	}
	if resp.StatusCode < 300 {
		return nil
	}
	if resp.StatusCode == 422 { // want medipimviolations/dropped
		return fmt.Errorf("media is invalid: %w", ErrInvalid)
	}
	var m map[string]map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return errors.Join(errors.New(resp.Status), err)
	}
	return fmt.Errorf("media: %v", m["error"]["message"])
}

var page = template.Must(template.New("invalid").Parse(
	`{{range .Violations}}{{.Path}}: {{.Message}}
{{end}}{{printf "%s" .Error.Violations}}`))

// Explain is not reported: the template gets the whole envelope.
func (w *MedipimWriter) Explain(ctx context.Context, v any, out io.Writer) error {
	req, err := w.request(ctx, "/v4/labels", v)
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch s := resp.StatusCode; {
	case s == 429:
		return ErrTooMany
	case s == 422:
		var env full
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			return err
		}
		return page.Execute(out, env)
	case s > 299:
		return errors.New(resp.Status)
	}
	return nil
}

// Shrug is reported: the user reads that something is wrong, and not what.
func (w *MedipimWriter) Shrug(ctx context.Context, v any, out io.Writer) error {
	req, err := w.request(ctx, "/v4/labels", v)
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch s := resp.StatusCode; {
	case s == 429:
		return ErrTooMany
	case s == 422: // want medipimviolations/dropped
		fmt.Fprintln(out, "The label was not accepted: please check your input.")
		return nil
	case s > 299:
		return errors.New(resp.Status)
	}
	return nil
}

// Import is reported: the log does not say what was wrong.
func (w *MedipimWriter) Import(ctx context.Context, rows []map[string]any) error {
	for i, row := range rows {
		req, err := w.request(ctx, "/v4/rows", row)
		if err != nil {
			return err
		}
		resp, err := w.http.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return ErrTooMany
		}
		if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
			log.Printf("row %d is invalid, skipped", i)
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("row %d: %s", i, resp.Status)
		}
	}
	return nil
}

// ImportAll is not reported: the log has the body.
func (w *MedipimWriter) ImportAll(ctx context.Context, rows []map[string]any) error {
	for i, row := range rows {
		req, err := w.request(ctx, "/v4/rows", row)
		if err != nil {
			return err
		}
		resp, err := w.http.Do(req)
		if err != nil {
			return err
		}
		said, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			return ErrTooMany
		}
		if resp.StatusCode == http.StatusUnprocessableEntity {
			log.Printf("row %d is invalid, skipped: %s", i, said)
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("row %d: %s", i, resp.Status)
		}
	}
	return nil
}
