// Package vocabulary holds words that several programs share.
package vocabulary

// The words of the catalogue team.
const (
	Missing   = "not_found"
	Withdrawn = "product_withdrawn"
	Denied    = "not_authorized"
	Recalled  = "batch_recalled"
)
