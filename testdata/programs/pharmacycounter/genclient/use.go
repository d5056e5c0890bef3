package genclient

import "errors"

// MedipimMissing is the answer's error for a product that is not there.
var MedipimMissing = errors.New("missing")

// ErrSlow is made for 429.
var ErrSlow = errors.New("slow down")

// Check looks at the fields that were set from the real status, silent.
func Check(r *QueryResponse) error {
	if r.JSON429 != nil {
		return ErrSlow
	}
	if r.JSON404 != nil {
		return MedipimMissing
	}
	if r.StatusCode() >= 400 {
		return errors.New(r.HTTPResponse.Status)
	}
	return nil
}

// CheckBody compares the status within the parsed error, reported.
func CheckBody(r *QueryResponse) error {
	if b := r.JSON404; b != nil && b.Error.Status == 404 { // want medipimstatus/branch
		return MedipimMissing
	}
	return nil
}
