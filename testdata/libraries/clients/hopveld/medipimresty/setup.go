package medipimresty

import (
	"net/http"
	"strconv"
	"time"

	"github.com/go-resty/resty/v2"
)

// Bare holds a client with no retry option at all; the send in use.go carries the report.
type Bare struct{ rc *resty.Client }

// NewBare sets nothing that concerns retries, so nothing is said here.
func NewBare(key, secret string) *Bare {
	rc := resty.New().SetBaseURL(base).SetBasicAuth(key, secret)
	rc.SetTimeout(20 * time.Second)
	return &Bare{rc: rc}
}

// Counter has a count and no condition: resty v2 then repeats transport errors only.
type Counter struct{ rc *resty.Client }

// NewCounter is where the condition is lacking.
func NewCounter() *Counter {
	rc := resty.New(). // want medipimretry/library
				SetBaseURL(base).
				SetRetryCount(4).
				SetRetryWaitTime(time.Second)
	return &Counter{rc}
}

// Wisher has the right condition and leaves the count at zero, which switches retries off.
type Wisher struct{ rc *resty.Client }

// NewWisher is where the count is lacking.
func NewWisher() *Wisher {
	w := new(Wisher)
	w.rc = resty.New() // want medipimretry/library
	w.rc.SetBaseURL(base)
	w.rc.AddRetryCondition(throttled)
	w.rc.SetRetryWaitTime(500 * time.Millisecond)
	return w
}

// Depot installs flaky alone; the report is in flaky, not here.
type Depot struct{ rc *resty.Client }

// NewDepot is complete except for its condition.
func NewDepot() *Depot {
	return &Depot{rc: resty.New().SetBaseURL(base).SetRetryCount(3).AddRetryCondition(flaky)}
}

// Patient installs two conditions and a count: any of them may hold, so the rate limit is covered.
type Patient struct{ *resty.Client }

// NewPatient loops over its conditions; one of them is throttled.
func NewPatient(tries int) *Patient {
	p := &Patient{resty.New().SetBaseURL(base)}
	for _, cond := range []resty.RetryConditionFunc{gateway, throttled} {
		p.AddRetryCondition(cond)
	}
	p.SetRetryCount(max(tries, 1))
	return p
}

// AnyError uses the library's own condition, which holds for everything above 399.
type AnyError struct{ rc *resty.Client }

// NewAnyError sets both halves, the count through the exported field.
func NewAnyError() *AnyError {
	rc := resty.New().SetBaseURL(base).AddRetryAfterErrorCondition()
	rc.RetryCount = 5
	return &AnyError{rc}
}

// FieldCount sets the exported field alone; the condition is lacking.
type FieldCount struct{ rc *resty.Client }

// NewFieldCount is reported at the constructor, not at the assignment.
func NewFieldCount() *FieldCount {
	rc := resty.New() // want medipimretry/library
	rc.BaseURL = base
	rc.RetryCount = 5
	return &FieldCount{rc}
}

// Setting is an option of NewTuned.
type Setting func(*resty.Client)

// WithPatience carries count and condition together, so a Tuned that asks for it is right.
func WithPatience(n int) Setting {
	return func(rc *resty.Client) {
		rc.SetRetryCount(n).AddRetryCondition(throttled).SetRetryAfter(pause)
	}
}

// WithAgent does not concern retries.
func WithAgent(name string) Setting {
	return func(rc *resty.Client) { rc.SetHeader("User-Agent", name) }
}

// Tuned is handled behind an option, even if the option is not asked for.
type Tuned struct{ rc *resty.Client }

// NewTuned applies what it is given; a retry behind an option counts.
func NewTuned(settings ...Setting) *Tuned {
	t := &Tuned{rc: resty.New().SetBaseURL(base)}
	for _, set := range settings {
		set(t.rc)
	}
	return t
}

// pause honours the header and falls back on the library's own delay without it.
func pause(_ *resty.Client, r *resty.Response) (time.Duration, error) {
	secs, err := strconv.Atoi(r.Header().Get("Retry-After"))
	if err != nil {
		return 0, nil
	}
	return time.Duration(secs) * time.Second, nil
}

// Config decides what NewConfigured switches on.
type Config struct {
	Retries int
	Debug   bool
}

// Configured is handled when the configuration says so.
type Configured struct{ rc *resty.Client }

// NewConfigured sets the count only if there is one; the condition is there always.
func NewConfigured(cfg Config) *Configured {
	rc := resty.New().SetBaseURL(base).SetDebug(cfg.Debug)
	rc.AddRetryCondition(func(r *resty.Response, err error) bool {
		switch r.StatusCode() {
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
			return true
		}
		return false
	})
	if cfg.Retries > 0 {
		rc.SetRetryCount(cfg.Retries)
	}
	return &Configured{rc: rc}
}

// Asker has the count on the client and leaves the condition to each request.
type Asker struct{ rc *resty.Client }

// NewAsker sets the count; its one method brings the condition: silent.
func NewAsker() *Asker {
	return &Asker{rc: resty.New().SetBaseURL(base).SetRetryCount(2).SetRetryMaxWaitTime(time.Minute)}
}
