// Package failures knows no HTTP: the adapters give it the numbers.
package failures

// Envelope is the supplier's error document.
type Envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// Failure is what went wrong.
type Failure struct {
	Answer  int // how the supplier's server answered
	Claimed int // what the supplier's document says
}

// New makes a failure; answer is the status of the response.
func New(doc Envelope, answer int) *Failure {
	f := new(Failure)
	f.Answer, f.Claimed = answer, doc.Error.Status
	return f
}

// HTTP and Body are the two numbers.
func (f *Failure) HTTP() int { return f.Answer }

func (f *Failure) Body() int { return f.Claimed }

// Agrees reports whether they are the same.
func (f *Failure) Agrees() bool { return f.Claimed != 0 && f.Claimed == f.Answer }
