// Package formdesk is the back end of the product forms on the intranet. The people who type there have no
// idea of HTTP: what the catalogue says about a field must end up beside that field.
package formdesk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

const apiBase = "https://api.medipim.be/v4"

const maxTries = 5

// Desk holds what the handlers share.
type Desk struct {
	http        *http.Client
	key, secret string
	form        *template.Template
	log         *slog.Logger
}

func New(key, secret string, form *template.Template, log *slog.Logger) *Desk {
	return &Desk{http: &http.Client{Timeout: 20 * time.Second}, key: key, secret: secret, form: form, log: log}
}

// submit posts in to the API and waits when the catalogue says that we are too fast.
func (d *Desk) submit(ctx context.Context, path string, in any) (*http.Response, error) {
	payload, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	for attempt := 1; ; attempt++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, apiBase+path, bytes.NewReader(payload))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(d.key, d.secret)
		req.Header.Set("Content-Type", "application/json")
		resp, err := d.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || attempt == maxTries {
			return resp, nil
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(attempt) * 2 * time.Second):
		}
	}
}

// fault is what we read of an error answer: enough for a line on top of the form.
type fault struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type fieldError struct {
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

// faultWithFields knows the violations, wherever they sit.
type faultWithFields struct {
	Error struct {
		Code       string       `json:"code"`
		Message    string       `json:"message"`
		Violations []fieldError `json:"violations"`
	} `json:"error"`
	Violations []fieldError `json:"violations"`
}

func (f faultWithFields) fields() []fieldError {
	if len(f.Violations) > 0 {
		return f.Violations
	}
	return f.Error.Violations
}

func (d *Desk) flash(w http.ResponseWriter, text string) {
	w.WriteHeader(http.StatusOK)
	_ = d.form.Execute(w, map[string]any{"Flash": text})
}

func (d *Desk) refill(w http.ResponseWriter, values url.Values, errs []fieldError) {
	_ = d.form.Execute(w, map[string]any{"Values": values, "Errors": errs})
}

// SaveBrand is called by the brand form.
func (d *Desk) SaveBrand(ctx context.Context, name, lang string) (int64, error) {
	resp, err := d.submit(ctx, "/brands/save", map[string]string{"name": name, "locale": lang})
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return 0, errors.New("the brand was refused, please check the fields")
	case resp.StatusCode >= 400:
		return 0, fmt.Errorf("brand: HTTP %d", resp.StatusCode)
	}
	var out struct {
		ID int64 `json:"id"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return 0, err
	}
	return out.ID, nil
}

// PostProduct handles the big form.
func (d *Desk) PostProduct(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
	resp, err := d.submit(r.Context(), "/products/save", r.PostForm)
	if err != nil {
		http.Error(w, "the catalogue cannot be reached", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		var f fault
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			http.Error(w, "the catalogue answered something odd", http.StatusBadGateway)
			return
		}
		switch f.Error.Code {
		case "validation_failed": // want medipimviolations/dropped
			d.flash(w, "Some fields are not correct. Please check the form.")
		case "not_authorized":
			d.flash(w, "You may not change this product.")
		default:
			d.flash(w, f.Error.Message)
		}
		return
	}
	http.Redirect(w, r, "/products", http.StatusSeeOther)
}

// PostMedia does the same for the media form, and gives the fields back.
func (d *Desk) PostMedia(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
	resp, err := d.submit(r.Context(), "/media/save", r.PostForm)
	if err != nil {
		http.Error(w, "the catalogue cannot be reached", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		var f faultWithFields
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			http.Error(w, "the catalogue answered something odd", http.StatusBadGateway)
			return
		}
		switch f.Error.Code {
		case "validation_failed":
			d.refill(w, r.PostForm, f.fields())
		case "not_authorized":
			d.flash(w, "You may not change this picture.")
		default:
			d.flash(w, f.Error.Message)
		}
		return
	}
	http.Redirect(w, r, "/media", http.StatusSeeOther)
}

// PostOrganisation lets the page's own JavaScript show the errors: it gets the answer as it is.
func (d *Desk) PostOrganisation(w http.ResponseWriter, r *http.Request) {
	var in json.RawMessage
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	resp, err := d.submit(r.Context(), "/organizations/save", in)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		d.log.Warn("organisation refused")
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = io.Copy(w, resp.Body)
		return
	}
	if resp.StatusCode != http.StatusOK {
		http.Error(w, "organisation not saved", http.StatusBadGateway)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Refused is the error of a form that the catalogue did not take.
type Refused struct {
	Form string
	Body []byte
}

func (e *Refused) Error() string { return e.Form + ": refused" }

// Fields reads the violations when somebody asks for them.
func (e *Refused) Fields() []fieldError {
	var f faultWithFields
	if json.Unmarshal(e.Body, &f) != nil {
		return nil
	}
	return f.fields()
}

// SaveLabel keeps the body for whoever wants to show the fields.
func (d *Desk) SaveLabel(ctx context.Context, label map[string]string) error {
	resp, err := d.submit(ctx, "/labels/save", label)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated:
		return nil
	case http.StatusUnprocessableEntity:
		return &Refused{Form: "label", Body: body}
	default:
		return fmt.Errorf("label: HTTP %d", resp.StatusCode)
	}
}

// SavePrice puts the whole body into the error text; the help desk asked for it.
func (d *Desk) SavePrice(ctx context.Context, cnk string, cents int) error {
	resp, err := d.submit(ctx, "/prices/save", map[string]any{"cnk": cnk, "cents": cents})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 422 {
		raw, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("price of %s refused: %s", cnk, raw)
	}
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("price of %s: HTTP %d", cnk, resp.StatusCode)
	}
	return nil
}

// SaveText counts what was refused and goes on to the common reading.
func (d *Desk) SaveText(ctx context.Context, id int64, html string, refused *int) ([]fieldError, error) {
	resp, err := d.submit(ctx, "/texts/save", map[string]any{"id": id, "html": html})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil, nil
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		*refused++
	}
	var f faultWithFields
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return nil, fmt.Errorf("text %d: HTTP %d: %w", id, resp.StatusCode, err)
	}
	return f.fields(), fmt.Errorf("text %d: %s", id, f.Error.Message)
}

// SaveLeaflet walks the answer by hand, like the PHP form did.
func (d *Desk) SaveLeaflet(ctx context.Context, leaflet url.Values) (any, error) {
	resp, err := d.submit(ctx, "/leaflets/save", leaflet)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusUnprocessableEntity && resp.StatusCode >= 400 {
		return nil, fmt.Errorf("leaflet: HTTP %d", resp.StatusCode)
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		var m map[string]any
		if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
			return nil, err
		}
		e, _ := m["error"].(map[string]any)
		return m["violations"], fmt.Errorf("leaflet refused: %v", e["message"])
	}
	return nil, nil
}

// problem is the typed error of the newer forms.
type problem struct {
	HTTP int
	Code string
	Text string
}

func (p *problem) Error() string { return fmt.Sprintf("%s (%d %s)", p.Text, p.HTTP, p.Code) }

func problemOf(resp *http.Response) error {
	var f fault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return fmt.Errorf("HTTP %d: %w", resp.StatusCode, err)
	}
	return &problem{HTTP: resp.StatusCode, Code: f.Error.Code, Text: f.Error.Message}
}

func (d *Desk) saveDosage(ctx context.Context, v url.Values) error {
	resp, err := d.submit(ctx, "/dosages/save", v)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return problemOf(resp)
	}
	return nil
}

// PostDosage shows the result of saveDosage.
func (d *Desk) PostDosage(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	err := d.saveDosage(r.Context(), r.PostForm)
	if p, ok := errors.AsType[*problem](err); ok {
		if p.HTTP == http.StatusUnprocessableEntity { // want medipimviolations/dropped
			d.flash(w, "This dosage is not valid: "+p.Text)
			return
		}
		d.flash(w, p.Text)
		return
	}
	if err != nil {
		http.Error(w, "the catalogue cannot be reached", http.StatusBadGateway)
		return
	}
	http.Redirect(w, r, "/dosages", http.StatusSeeOther)
}

// fieldProblem is the same with the fields.
type fieldProblem struct {
	problem
	Fields []fieldError
}

func (d *Desk) saveComposition(ctx context.Context, v url.Values) error {
	resp, err := d.submit(ctx, "/compositions/save", v)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		var f faultWithFields
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			return fmt.Errorf("HTTP %d: %w", resp.StatusCode, err)
		}
		return &fieldProblem{problem{resp.StatusCode, f.Error.Code, f.Error.Message}, f.fields()}
	}
	return nil
}

// PostComposition shows the result of saveComposition.
func (d *Desk) PostComposition(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	err := d.saveComposition(r.Context(), r.PostForm)
	if p, ok := errors.AsType[*fieldProblem](err); ok {
		if p.HTTP == http.StatusUnprocessableEntity {
			d.refill(w, r.PostForm, p.Fields)
			return
		}
		d.flash(w, p.Text)
		return
	}
	if err != nil {
		http.Error(w, "the catalogue cannot be reached", http.StatusBadGateway)
		return
	}
	http.Redirect(w, r, "/compositions", http.StatusSeeOther)
}

// Postcode asks the address register, not Medipim: its 422 says nothing more, and nobody counts its requests.
func (d *Desk) Postcode(ctx context.Context, street string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.basisregisters.vlaanderen.be/v2/adresmatch?straatnaam="+url.QueryEscape(street), nil)
	if err != nil {
		return "", err
	}
	resp, err := d.http.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return "", errors.New("no such street")
	}
	var hit struct {
		Postcode string `json:"postcode"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&hit); err != nil {
		return "", err
	}
	return hit.Postcode, nil
}
