// Package catalog knows the error codes of the Medipim API: which exist, with which HTTP status they
// come, and which one a wrong string was meant to be.
package catalog

import "slices"

// Entry is one row of the vendor's list of errors.
type Entry struct {
	Code    string // as it stands in the body under error.code
	Status  int    // the HTTP status that it comes with
	Meaning string // what went wrong
	Remedy  string // what a client does about it
}

// Entries returns the vendor's list, in the order of the vendor's page. The slice is the caller's.
func Entries() []Entry { return slices.Clone(table) }

// Catalog is the vendor's list with the codes that a package or its settings add to it.
// It is immutable, and safe for concurrent use.
type Catalog struct {
	extra []string // sorted, no duplicates, none of the table's
}

// New returns the vendor's catalog with the codes extra added to it, whose HTTP status is not known.
// Empty strings and codes that the catalog has are ignored.
func New(extra ...string) *Catalog {
	c := &Catalog{}
	for _, code := range extra {
		if code != "" && lookup(code) == nil {
			c.extra = append(c.extra, code)
		}
	}
	slices.Sort(c.extra)
	c.extra = slices.Compact(c.extra)
	return c
}

// lookup returns the table's row of code, nil if it has none.
func lookup(code string) *Entry {
	for i := range table {
		if table[i].Code == code {
			return &table[i]
		}
	}
	return nil
}

// Codes returns every known code: the vendor's in table order, then the added ones sorted.
func (c *Catalog) Codes() []string {
	codes := make([]string, 0, len(table)+len(c.extra))
	for _, e := range table {
		codes = append(codes, e.Code)
	}
	return append(codes, c.extra...)
}

// Has reports whether code is known, exactly as it is written.
func (c *Catalog) Has(code string) bool {
	if lookup(code) != nil {
		return true
	}
	_, found := slices.BinarySearch(c.extra, code)
	return found
}

// Status returns the HTTP status that code comes with, 0 if that is not known.
func (c *Catalog) Status(code string) int {
	if e := lookup(code); e != nil {
		return e.Status
	}
	return 0
}

// ByStatus returns the codes that come with an HTTP status, in table order; nil if there are none.
func (c *Catalog) ByStatus(status int) []string {
	var codes []string
	for _, e := range table {
		if e.Status == status {
			codes = append(codes, e.Code)
		}
	}
	return codes
}

// Statuses returns the HTTP statuses that have a code, ascending.
func (c *Catalog) Statuses() []int {
	var statuses []int
	for _, e := range table {
		statuses = append(statuses, e.Status)
	}
	slices.Sort(statuses)
	return slices.Compact(statuses)
}
