// Package outbox keeps what is to be sent to Medipim in a database.
package outbox

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Outbox sends rows.
type Outbox struct {
	db      *sql.DB
	medipim *http.Client
}

type row struct {
	id      int64
	payload []byte
	tries   int
}

func (o *Outbox) next(ctx context.Context) (row, error) {
	var r row
	err := o.db.QueryRowContext(ctx, `SELECT id, payload, tries FROM outbox WHERE due <= now() ORDER BY due LIMIT 1`).Scan(&r.id, &r.payload, &r.tries)
	return r, err
}

func (o *Outbox) post(ctx context.Context, r row) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.medipim.be/v4/products", bytes.NewReader(r.payload))
	if err != nil {
		return nil, err
	}
	return o.medipim.Do(req)
}

// Run puts a throttled row back with a later due date: another turn sends it again.
func (o *Outbox) Run(ctx context.Context) error {
	for {
		r, err := o.next(ctx)
		if errors.Is(err, sql.ErrNoRows) {
			time.Sleep(time.Second)
			continue
		}
		if err != nil {
			return err
		}
		resp, err := o.post(ctx, r)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusTooManyRequests:
			_, err = o.db.ExecContext(ctx, `UPDATE outbox SET due = $1, tries = tries + 1 WHERE id = $2`, time.Now().Add(time.Minute<<r.tries), r.id)
		case resp.StatusCode >= 400:
			_, err = o.db.ExecContext(ctx, `UPDATE outbox SET failed = $1 WHERE id = $2`, resp.Status, r.id)
		default:
			_, err = o.db.ExecContext(ctx, `DELETE FROM outbox WHERE id = $1`, r.id)
		}
		if err != nil {
			return err
		}
	}
}

// Result is what became of a row.
type Result int

// The results.
const (
	Sent Result = iota
	Refused
	Later
	Broken
)

// Classify is dealt with: Later is made for 429.
func (o *Outbox) Classify(ctx context.Context, r row) (Result, error) {
	resp, err := o.post(ctx, r)
	if err != nil {
		return Broken, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200, 201, 204:
		return Sent, nil
	case 429:
		return Later, nil
	case 422:
		var v struct{ Violations json.RawMessage }
		if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
			return Refused, err
		}
		return Refused, fmt.Errorf("refused: %s", v.Violations)
	}
	return Broken, fmt.Errorf("broken: %s", resp.Status)
}

// Flat knows two results only.
func (o *Outbox) Flat(ctx context.Context, r row) (Result, error) {
	resp, err := o.post(ctx, r) // want medipimretry/missing
	if err != nil {
		return Broken, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200, 201, 204:
		return Sent, nil
	case 422: // want medipimviolations/dropped
		return Refused, errors.New("refused: see the log of the vendor")
	}
	return Broken, fmt.Errorf("broken: %s", resp.Status)
}
