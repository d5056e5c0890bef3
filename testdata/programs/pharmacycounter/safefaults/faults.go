package safefaults

import (
	"fmt"
	"net/http"

	"example.com/pharmacycounter/medipimwire"
)

// Fault carries the response's status with the body's code, whatever its tags say.
type Fault struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Text   string `json:"message"`
}

// Error formats, silent.
func (f *Fault) Error() string { return fmt.Sprintf("catalogue: %d %s", f.Status, f.Code) }

// StatusCode hands the response's status on, silent.
func (f *Fault) StatusCode() int { return f.Status }

// HasCode compares its parameter, which each caller answers for, silent here.
func (f *Fault) HasCode(code string) bool { return f.Code == code }

// Check takes the status from the response and only code and text from the body, silent.
func Check(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	f := &Fault{Status: resp.StatusCode}
	if env, err := medipimwire.ReadEnvelope(resp.Body); err == nil {
		f.Code, f.Text = env.GetCode(), env.Problem.Message
	}
	return f
}

// Missing compares the response's status, silent.
func (f *Fault) Missing() bool { return f.Status == http.StatusNotFound }
