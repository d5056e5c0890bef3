package analyzer

import "github.com/medipimlint/medipimlint/analyzer/internal/catalog"

// Code is an error code of the API: its HTTP status, what it means, what a client does about it.
type Code = catalog.Entry

// Catalog returns the API's error codes, in the order of the vendor's page.
func Catalog() []Code { return catalog.Entries() }
