package travels

import (
	"errors"
	"net/http"
)

var lastStatus int

// The status is stored by one function and decided on by another.
func remember(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	lastStatus = env.Error.Status
	return errors.New(env.Error.Code)
}

func lastWasMissing() bool {
	return lastStatus == http.StatusNotFound // want medipimstatus/branch
}

type session struct {
	lastBody int
	lastHTTP int
}

func (s *session) observe(resp *http.Response) error {
	s.lastHTTP = resp.StatusCode
	env, err := decode(resp)
	if err != nil {
		return err
	}
	s.lastBody = env.Error.Status
	return errors.New(env.Error.Code)
}

func (s *session) loggedOut() bool {
	return s.lastBody == 401 // want medipimstatus/branch
}

func (s *session) reallyLoggedOut() bool {
	return s.lastHTTP == 401
}

type option func(*failure)

type failure struct {
	status int
	code   string
}

func (f *failure) Error() string { return f.code }

func withStatus(status int) option { return func(f *failure) { f.status = status } }

func newFailure(code string, options ...option) *failure {
	f := &failure{code: code}
	for _, o := range options {
		o(f)
	}
	return f
}

// A constructor with options takes the status from the body.
func withOptions(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	return newFailure(env.Error.Code, withStatus(env.Error.Status))
}

func (f *failure) Is(target error) bool {
	return target == errGone && f.status == 404 // want medipimstatus/branch
}

type dated struct {
	inner envelope
	note  string
}

// A copy of a nested struct takes the status along.
func nested(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	d := dated{inner: *env, note: "copied"}
	e := d.inner.Error
	if e.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(d.note)
}

var sentinels = map[int]error{404: errGone, 401: errors.New("medipim: log in")}

// A lookup in a map of sentinel errors decides.
func sentinel(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	return sentinels[env.Error.Status] // want medipimstatus/branch
}

func realSentinel(resp *http.Response) error {
	return sentinels[resp.StatusCode]
}
