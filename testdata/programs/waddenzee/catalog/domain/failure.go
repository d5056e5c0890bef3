// Package domain knows no HTTP.
package domain

// Kind is what the use cases branch on.
type Kind string

const (
	KindMissing  Kind = "missing"
	KindDenied   Kind = "access_denied"
	KindInvalid  Kind = "invalid"
	KindBusy     Kind = "rate_limited"
	KindBroken   Kind = "internal"
	KindUnknown  Kind = ""
	defaultLevel      = 1
)

// Failure comes out of a port.
type Failure struct {
	Kind    Kind
	Origin  string // the supplier's word for it
	Text    string
	Answer  int // how the supplier's server answered
	Claimed int // what the supplier's document claims
	Level   int
}

func (f *Failure) Error() string { return string(f.Kind) }

// MedipimEnvelope is the supplier's error document.
type MedipimEnvelope struct {
	Error struct {
		Status     int      `json:"status"`
		Code       string   `json:"code"`
		Message    string   `json:"message"`
		Violations []Broken `json:"violations"`
	} `json:"error"`
}

// Broken is one field that the supplier refused.
type Broken struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// FromMedipim turns the document into a failure; answer is the response's status.
func FromMedipim(k Kind, doc MedipimEnvelope, answer int) *Failure {
	f := NewFailure(k)
	f.Answer, f.Claimed = answer, doc.Error.Status
	f.Origin, f.Text = doc.Error.Code, doc.Error.Message
	return f
}

// NewFailure sets the level.
func NewFailure(k Kind) *Failure { return &Failure{Kind: k, Level: defaultLevel} }

// Result is a value or a failure.
type Result[T any] struct {
	Value T
	Fail  *Failure
}

// Then goes on if all is well.
func Then[T, U any](r Result[T], f func(T) Result[U]) Result[U] {
	if r.Fail != nil {
		return Result[U]{Fail: r.Fail}
	}
	return f(r.Value)
}

// Sheet is a product's page.
type Sheet struct {
	ID      string
	Title   string
	Status  int
	Message string
}
