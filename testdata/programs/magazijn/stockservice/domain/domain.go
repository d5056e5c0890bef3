// Package domain knows stock, and nothing of the outside.
package domain

import "errors"

// Errors of the domain.
var (
	ErrUnknownItem = errors.New("unknown item")
	ErrNoAccess    = errors.New("no access")
	ErrSlowDown    = errors.New("slow down")
	ErrOutside     = errors.New("outside")
)

// Item is in stock.
type Item struct {
	Ref  string
	Name string
}

// Invalid holds what was wrong.
type Invalid struct{ Fields []string }

// Error is a fixed sentence.
func (*Invalid) Error() string { return "invalid" }
