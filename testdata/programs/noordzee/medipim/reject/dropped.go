package reject

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
)

// ErrInvalid says that something is wrong, and not what.
var ErrInvalid = errors.New("reject: invalid")

// Name sets a name.
func (d *Desk) Name(ctx context.Context, id, name string) error {
	status, b, err := d.post(ctx, "/v4/products/"+id+"/name", name)
	if err != nil {
		return err
	}
	switch status {
	case http.StatusOK, http.StatusNoContent:
		return nil
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return ErrInvalid
	default:
		return fmt.Errorf("reject: %d: %s", status, b)
	}
}

// Brand sets a brand.
func (d *Desk) Brand(ctx context.Context, id, brand string) error {
	status, b, err := d.post(ctx, "/v4/products/"+id+"/brand", brand)
	if err != nil {
		return err
	}
	if status < 300 {
		return nil
	}
	p := parse(b)
	if p.Error.Code == "validation_failed" { // want medipimviolations/dropped
		log.Printf("reject: brand of %s: %s", id, p.Error.Message)
	}
	return fmt.Errorf("reject: brand of %s: HTTP %d", id, status)
}

func verdict(status int) error {
	switch {
	case status < 300:
		return nil
	case status == http.StatusNotFound:
		return os.ErrNotExist
	case status == 422: // want medipimviolations/dropped
		return ErrInvalid
	default:
		return fmt.Errorf("reject: HTTP %d", status)
	}
}

// Price sets a price.
func (d *Desk) Price(ctx context.Context, id string, cents int) error {
	status, _, err := d.post(ctx, "/v4/products/"+id+"/price", cents)
	if err != nil {
		return err
	}
	return verdict(status)
}

// Weight sets a weight.
func (d *Desk) Weight(ctx context.Context, id string, grams int) error {
	status, b, err := d.post(ctx, "/v4/products/"+id+"/weight", grams)
	if err != nil {
		return err
	}
	if status == http.StatusBadRequest || status == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("reject: weight of %s: %s", id, parse(b).Error.Message)
	}
	if status >= 300 {
		return fmt.Errorf("reject: HTTP %d", status)
	}
	return nil
}

// Refusal is an error that knows its status.
type Refusal struct {
	Status int
	Text   string
}

func (r *Refusal) Error() string { return fmt.Sprintf("reject: HTTP %d: %s", r.Status, r.Text) }

// Invalid is the predicate.
func (r *Refusal) Invalid() bool { return r.Status == http.StatusUnprocessableEntity }

// Unit sets a unit.
func (d *Desk) Unit(ctx context.Context, id, unit string) error {
	status, b, err := d.post(ctx, "/v4/products/"+id+"/unit", unit)
	if err != nil {
		return err
	}
	if status >= 300 {
		return &Refusal{status, parse(b).Error.Message}
	}
	return nil
}

// Units sets many.
func (d *Desk) Units(ctx context.Context, units map[string]string) (bad int) {
	for id, u := range units {
		err := d.Unit(ctx, id, u)
		if r := (*Refusal)(nil); errors.As(err, &r) && r.Invalid() { // not reported: what a predicate says of the status is not followed to the branch on it
			fmt.Fprintf(os.Stderr, "%s: the unit %q was not accepted\n", id, u)
			bad++
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			bad++
		}
	}
	return bad
}

// Outcome is what a batch has for each of its rows.
type Outcome struct {
	ID  string
	Err error
}

// Batch sends rows and reports on a channel.
func (d *Desk) Batch(ctx context.Context, rows map[string]any, out chan<- Outcome) {
	defer close(out)
	for id, row := range rows {
		status, b, err := d.post(ctx, "/v4/products/"+id, row)
		o := Outcome{ID: id, Err: err}
		if err == nil && status == http.StatusUnprocessableEntity { // not reported: an outcome that is sent to a channel may hold the violations
			o.Err = ErrInvalid
		} else if err == nil && status >= 300 {
			o.Err = fmt.Errorf("HTTP %d: %s", status, b)
		}
		out <- o
	}
}

const codeInvalid = "validation_failed"

// Handler lets a colleague change a text from the browser.
func (d *Desk) Handler(w http.ResponseWriter, r *http.Request) {
	status, b, err := d.post(r.Context(), "/v4/products/"+r.PathValue("id")+"/text", r.FormValue("text"))
	if err != nil {
		http.Error(w, "the catalog cannot be reached", http.StatusBadGateway)
		return
	}
	if status < 300 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	switch parse(b).Error.Code {
	case "not_found":
		http.NotFound(w, r)
	case codeInvalid: // want medipimviolations/dropped
		http.Error(w, "the catalog did not accept this text", http.StatusUnprocessableEntity)
	default:
		http.Error(w, "the catalog failed", http.StatusBadGateway)
	}
}

// Each tells a callback.
func (d *Desk) Each(ctx context.Context, rows map[string]any, complain func(id, why string)) error {
	for id, row := range rows {
		status, b, err := d.post(ctx, "/v4/products/"+id, row)
		switch {
		case err != nil:
			return err
		case status/100 == 2:
		case status == http.StatusUnprocessableEntity: // want medipimviolations/dropped
			return fmt.Errorf("%w: %s: %s", ErrInvalid, id, parse(b).Error.Message)
		default:
			complain(id, fmt.Sprintf("HTTP %d", status))
		}
	}
	return nil
}

// Stop stops at the first row that is refused.
func (d *Desk) Stop(ctx context.Context, rows []any) error {
	for i, row := range rows {
		status, b, err := d.post(ctx, "/v4/products", row)
		if err != nil {
			return err
		}
		if status < 300 {
			continue
		}
		if status != http.StatusUnprocessableEntity { // want medipimviolations/dropped
			return fmt.Errorf("row %d: HTTP %d: %s", i, status, b)
		}
		return fmt.Errorf("row %d: %w", i, ErrInvalid)
	}
	return nil
}
