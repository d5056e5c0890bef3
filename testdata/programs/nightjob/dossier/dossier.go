// Package dossier collects documents.
package dossier

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"
)

// medipimHost is one of them.
const medipimHost = "https://api.sandbox.medipim.fr"

// Fault carries the status of any bad answer.
type Fault struct{ status int }

// Error formats it.
func (f *Fault) Error() string { return fmt.Sprintf("status %d", f.status) }

// ErrBusy is for errors.Is.
var ErrBusy = errors.New("busy")

// Is makes errors.Is(err, ErrBusy) hold for a 429.
func (f *Fault) Is(target error) bool {
	return target == ErrBusy && f.status == http.StatusTooManyRequests
}

// Fetch sends once; its error has an Is method for a 429.
func Fetch(id string) error {
	resp, err := http.Get(medipimHost + "/v4/media/find?id=" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return &Fault{status: resp.StatusCode}
	}
	return nil
}

// FetchAll rests and goes on with the same id.
func FetchAll(ids []string) error {
	for len(ids) > 0 {
		err := Fetch(ids[0])
		if errors.Is(err, ErrBusy) {
			time.Sleep(3 * time.Second)
			continue
		}
		if err != nil {
			return err
		}
		ids = ids[1:]
	}
	return nil
}

// FetchFast goes on with the same id at once.
func FetchFast(ids []string) error {
	for len(ids) > 0 {
		err := Fetch(ids[0])
		if errors.Is(err, ErrBusy) { // want medipimretry/immediate
			continue
		}
		if err != nil {
			return err
		}
		ids = ids[1:]
	}
	return nil
}

// FetchOrExit leaves the program.
func FetchOrExit(id string) {
	err := Fetch(id)
	if errors.Is(err, ErrBusy) { // want medipimretry/fatal
		fmt.Fprintln(os.Stderr, "busy")
		os.Exit(1)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}
