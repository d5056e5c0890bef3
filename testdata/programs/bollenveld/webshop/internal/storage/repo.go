// Package storage keeps the catalogue.
package storage

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"
)

// ErrNoRow is returned for a row that is not there.
var ErrNoRow = errors.New("no such row")

// Row is one article of the catalogue.
type Row struct {
	SKU       string
	Title     string
	BrandCode string
	Photos    []string
	UpdatedAt time.Time
}

// Repository is implemented by the Postgres store and by Memory.
type Repository interface {
	Get(ctx context.Context, sku string) (Row, error)
	Upsert(ctx context.Context, rows ...Row) error
	Delete(ctx context.Context, sku string) error
	LastSync(ctx context.Context) (time.Time, error)
	SetLastSync(ctx context.Context, t time.Time) error
}

// Memory is a Repository for dry runs.
type Memory struct {
	mu   sync.Mutex
	rows map[string]Row
	last time.Time
}

var _ Repository = (*Memory)(nil)

// NewMemory returns an empty store.
func NewMemory() *Memory { return &Memory{rows: map[string]Row{}} }

// Get implements Repository.
func (m *Memory) Get(_ context.Context, sku string) (Row, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.rows[sku]
	if !ok {
		return Row{}, ErrNoRow
	}
	return r, nil
}

// Upsert implements Repository.
func (m *Memory) Upsert(_ context.Context, rows ...Row) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range rows {
		m.rows[r.SKU] = r
	}
	return nil
}

// Delete implements Repository.
func (m *Memory) Delete(_ context.Context, sku string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.rows, sku)
	return nil
}

// LastSync implements Repository.
func (m *Memory) LastSync(context.Context) (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last, nil
}

// SetLastSync implements Repository.
func (m *Memory) SetLastSync(_ context.Context, t time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = t
	return nil
}

// All returns the rows by SKU.
func (m *Memory) All() []Row {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.SortedFunc(maps.Values(m.rows), func(a, b Row) int { return cmp.Compare(a.SKU, b.SKU) })
}
