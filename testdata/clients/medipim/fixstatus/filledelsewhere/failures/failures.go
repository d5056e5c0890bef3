// Package failures has the errors of an API whose answers another package decodes: no answer is at hand here.
package failures

// Envelope is the supplier's error document.
type Envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// Failure is what went wrong.
type Failure struct{ Claimed int }

func (f *Failure) Error() string { return "failed" }

// New makes a failure of a document.
func New(doc Envelope) *Failure {
	f := new(Failure)
	f.Claimed = doc.Error.Status
	return f
}

// Of is New, by a literal.
func Of(doc *Envelope) *Failure { return &Failure{Claimed: doc.Error.Status} }

// Has reports whether the failure has a status.
func (f *Failure) Has(status int) bool { return f.Claimed == status } // want medipimstatus/branch

// Gone reports whether there is nothing.
func (f *Failure) Gone() bool { return f.Claimed == 404 } // want medipimstatus/branch
