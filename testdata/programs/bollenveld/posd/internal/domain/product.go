// Package domain has the words of the counter: articles, prices, leaflets.
package domain

import (
	"errors"
	"fmt"
	"time"
)

// CNK is the national code of an article.
type CNK string

// Valid checks the length; the check digit is the scanner's business.
func (c CNK) Valid() bool { return len(c) == 7 }

// Cents is an amount of money.
type Cents int64

func (c Cents) String() string { return fmt.Sprintf("%d.%02d", c/100, c%100) }

// Article is what the counter sells.
type Article struct {
	CNK       CNK
	Name      string
	Price     Cents
	OnRecipe  bool
	FetchedAt time.Time
}

// Fresh says whether an article from the cache may still be sold.
func (a Article) Fresh(now time.Time) bool { return now.Sub(a.FetchedAt) < 48*time.Hour }

// Errors of every adapter.
var (
	ErrNotFound = errors.New("no such article")
	ErrDenied   = errors.New("not permitted")
	ErrDefect   = errors.New("defect in this program")
)

// Invalid is returned for a request that the other side does not accept.
type Invalid struct {
	Op     string
	Fields []byte // as they came
}

func (e *Invalid) Error() string { return fmt.Sprintf("%s: invalid: %s", e.Op, e.Fields) }

// Upstream is every other answer that is not a success.
type Upstream struct {
	Op     string
	Status int
	Detail string
}

func (e *Upstream) Error() string {
	return fmt.Sprintf("%s: upstream answered %d: %s", e.Op, e.Status, e.Detail)
}
