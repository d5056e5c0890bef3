package counterdesk

import (
	"context"
	"errors"
	"fmt"
	"io"

	"example.com/pharmacycounter/faults"
	"example.com/pharmacycounter/productservice"
)

// Desk answers people.
type Desk struct {
	svc *productservice.Service
	out io.Writer
}

// New builds a Desk, nothing to report.
func New(svc *productservice.Service, out io.Writer) *Desk { return &Desk{svc, out} }

// Serve switches on a status from the body three levels below, the tag is reported.
func (d *Desk) Serve(ctx context.Context, cnk string) int {
	p, err := d.svc.Lookup(ctx, cnk)
	if err == nil {
		fmt.Fprintln(d.out, p.Name)
		return 0
	}
	ae := new(faults.APIError)
	if !errors.As(err, &ae) {
		fmt.Fprintln(d.out, err)
		return 1
	}
	switch ae.StatusCode() { // want medipimstatus/branch
	case 404:
		return 2
	case 401, 403:
		return 3
	}
	return 1
}

// Advise compares codes across packages, those outside the catalog are reported.
func (d *Desk) Advise(err error) string {
	var ae *faults.APIError
	if !errors.As(err, &ae) {
		return ""
	}
	if ae.HasCode("not_authorized") {
		return "ask for rights"
	}
	if ae.HasCode("authentication.token_revoked") { // want medipimcode/unknown
		return "ask for a key"
	}
	switch ae.Code() {
	case "bad_request":
		return "look at the request"
	case "Endpoint_Not_Found": // want medipimcode/case
		return "look at the path"
	}
	return ae.Code()
}

// text branches on its parameter, which each caller answers for, silent here.
func text(status int) string {
	if status/100 == 5 {
		return "theirs"
	}
	return "ours"
}

// Blame hands the body's status to a function that branches on it, reported on the argument.
func Blame(err error) string {
	if ae, ok := errors.AsType[*faults.APIError](err); ok {
		return text(ae.StatusCode()) // want medipimstatus/branch
	}
	return ""
}

// Missing asks a method that was reported where it compares, silent here.
func Missing(err error) bool {
	var ae *faults.APIError
	return errors.As(err, &ae) && ae.IsStatus(404)
}

// Gone asks through the Is method that was reported where it compares, silent here.
func Gone(err error) bool { return errors.Is(err, faults.ErrMissing) }

// Print only prints the body's status, silent.
func (d *Desk) Print(err error) {
	var ae *faults.APIError
	if errors.As(err, &ae) {
		fmt.Fprintln(d.out, ae.StatusCode(), ae.Code())
	}
}
