// Package vendoruse compares with announced codes.
package vendoruse

import (
	"io"

	"example.com/wholesaler/vendorcodes"
)

const closed = "account_closed" // want medipimcode/unknown

// The imported package's directives count here too, and its plain constant is none.
func Account(r io.Reader) (string, error) {
	code, err := vendorcodes.Code(r)
	switch code {
	case vendorcodes.Frozen, "quota_exhausted":
		return "frozen", err
	case vendorcodes.Retired: // want medipimcode/unknown
		return "retired", err
	case closed:
		return "closed", err
	}
	return "open", err
}
