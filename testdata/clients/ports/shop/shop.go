// Package shop has the types of a shop, and knows nothing of where they come from.
package shop

// A Refusal is why something is not to be had.
type Refusal struct {
	Number int
	Word   string
	Reason string
}

func (r *Refusal) Error() string { return r.Reason }

// A Missing is a Refusal by its own number.
type Missing struct {
	Number int
	Word   string
}

func (m Missing) Error() string { return m.Word }

// Wholesaler finds articles.
type Wholesaler interface{ Find(id string) error }
