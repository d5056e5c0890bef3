// Package load puts rows into a store in batches.
package load

import (
	"encoding/json"
	"errors"
)

// Store takes a batch.
type Store interface {
	Insert(rows []json.RawMessage) error
}

// Batch collects rows.
type Batch struct {
	To   Store
	Size int
	rows []json.RawMessage
}

// Add flushes a full batch.
func (b *Batch) Add(row json.RawMessage) error {
	if len(row) == 0 {
		return errors.New("empty row")
	}
	b.rows = append(b.rows, row)
	if len(b.rows) >= b.Size {
		return b.Flush()
	}
	return nil
}

// Flush writes what there is.
func (b *Batch) Flush() error {
	err := b.To.Insert(b.rows)
	b.rows = b.rows[:0]
	return err
}
