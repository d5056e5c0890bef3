// Package wire is the anti-corruption layer between the catalogue API and the domain.
package wire

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
)

// BaseURL is the production endpoint.
const BaseURL = "https://api.medipim.be/v4"

const (
	ReasonMissing  = "not_found"
	ReasonRefused  = "not_authorized"
	reasonThrottle = "throttled" // want medipimcode/unknown
)

type envelope struct {
	Error *struct {
		Status     int             `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

// Fault is a refused request.
type Fault struct {
	Upstream int // as told in the document
	HTTP     int // as told on the status line
	Reason   string
	Text     string
	Details  json.RawMessage
}

// Parse makes a Fault of an answer.
func Parse(resp *http.Response, body []byte) *Fault {
	f := &Fault{HTTP: resp.StatusCode}
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil || env.Error == nil {
		return f
	}
	f.Upstream = env.Error.Status
	f.Reason = env.Error.Code
	f.Text = env.Error.Message
	f.Details = env.Violations
	if len(f.Details) == 0 {
		f.Details = env.Error.Violations
	}
	return f
}

func (f *Fault) Error() string {
	// Emptiness decides only how the line looks.
	if f.Text == "" {
		return fmt.Sprintf("catalogue: HTTP %d", f.HTTP)
	}
	return fmt.Sprintf("catalogue: %s (%s)", f.Text, f.Reason)
}

// Temporary says whether trying tomorrow makes sense.
func (f *Fault) Temporary() bool {
	return f.Upstream/100 == 5 // want medipimstatus/branch
}

// ServerSide is the same question asked of the status line.
func (f *Fault) ServerSide() bool {
	return f.HTTP/100 == 5
}

// Inconsistent is a check of the vendor, not a decision.
func (f *Fault) Inconsistent() bool {
	return f.Upstream != 0 && f.Upstream != f.HTTP
}

// Throttled says whether we went too fast.
func (f *Fault) Throttled() bool {
	return f.Reason == reasonThrottle
}

// Quiet faults are not worth an alarm.
func (f *Fault) Quiet() bool {
	switch f.Reason {
	case ReasonMissing, ReasonRefused, reasonThrottle:
		return true
	case "":
		return false
	}
	return false
}

// LogValue prints everything that is known.
func (f *Fault) LogValue() slog.Value {
	return slog.GroupValue(
		slog.Int("http", f.HTTP),
		slog.Int("body", f.Upstream),
		slog.String("meaning", http.StatusText(f.Upstream)),
		slog.String("reason", f.Reason),
		slog.String("text", f.Text),
	)
}
