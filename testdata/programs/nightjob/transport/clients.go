package transport

import (
	"net/http"
	"time"
)

// Patient sends through patientTripper.
type Patient struct{ hc *http.Client }

// NewPatient sets the transport up.
func NewPatient() *Patient {
	return &Patient{hc: &http.Client{Transport: &patientTripper{next: http.DefaultTransport}}}
}

// Wrapped sends through logging, and patientTripper below it.
type Wrapped struct{ hc *http.Client }

// NewWrapped sets the transports up, one in the other.
func NewWrapped() *Wrapped {
	hc := &http.Client{Timeout: time.Minute}
	hc.Transport = &logging{next: &patientTripper{next: http.DefaultTransport}}
	return &Wrapped{hc: hc}
}

// Broken sends through brokenOnly.
type Broken struct{ hc *http.Client }

// NewBroken sets the transport up.
func NewBroken() *Broken {
	return &Broken{hc: &http.Client{Transport: &brokenOnly{next: http.DefaultTransport}}}
}

// Hasty sends through hasty.
type Hasty struct{ hc *http.Client }

// NewHasty sets the transport up.
func NewHasty() *Hasty {
	return &Hasty{hc: &http.Client{Transport: &hasty{next: http.DefaultTransport}}}
}

// Forgetful sends through forgetful.
type Forgetful struct{ hc *http.Client }

// NewForgetful sets the transport up.
func NewForgetful() *Forgetful {
	return &Forgetful{hc: &http.Client{Transport: &forgetful{next: http.DefaultTransport}}}
}

// Logged sends through logging alone.
type Logged struct{ hc *http.Client }

// NewLogged sets the transport up.
func NewLogged() *Logged {
	return &Logged{hc: &http.Client{Transport: &logging{next: http.DefaultTransport}}}
}

// Strict sends through strict, and patientTripper below it.
type Strict struct{ hc *http.Client }

// NewStrict sets the transport up.
func NewStrict() *Strict {
	return &Strict{hc: &http.Client{Transport: &strict{next: &patientTripper{next: http.DefaultTransport}}}}
}

// Sorted sends through sorting.
type Sorted struct{ hc *http.Client }

// NewSorted sets the transport up.
func NewSorted() *Sorted {
	return &Sorted{hc: &http.Client{Transport: &sorting{next: http.DefaultTransport}}}
}
