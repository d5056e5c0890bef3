package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/libraries/clients/hopveld/medipimwire"
)

// Intake uses the other package's connection.
type Intake struct{ conn *medipimwire.Conn }

// Absent reads the status that came from the body two packages away: reported.
func (i *Intake) Absent(body any) (bool, error) {
	_, err := i.conn.Query(body)
	var f *medipimwire.Failure
	if errors.As(err, &f) && f.Status == http.StatusNotFound { // want medipimstatus/branch
		return true, nil
	}
	return false, err
}

// AbsentRight reads the real one: silent.
func (i *Intake) AbsentRight(body any) (bool, error) {
	_, err := i.conn.Query(body)
	var f *medipimwire.Failure
	if errors.As(err, &f) && f.HTTP == http.StatusNotFound {
		return true, nil
	}
	return false, err
}

// Denied looks for a code of another vocabulary in the other package's error: reported.
func Denied(err error) bool {
	f, ok := errors.AsType[*medipimwire.Failure](err)
	return ok && f.Code == "access_denied" // want medipimcode/unknown
}

// DeniedRight looks for one of the catalogue: silent.
func DeniedRight(err error) bool {
	f, ok := errors.AsType[*medipimwire.Failure](err)
	return ok && f.Code == "not_authorized"
}

// Patient waits a little longer than the transport did, by the other package's predicate: silent.
func (i *Intake) Patient(body any) (raw []byte, err error) {
	for range 3 {
		if raw, err = i.conn.Query(body); !medipimwire.IsThrottled(err) {
			return raw, err
		}
		time.Sleep(20 * time.Second)
	}
	return raw, err
}

// Direct sends through the other package's client, which repeats the rate limit: silent.
func Direct(url string, body []byte) (map[string]any, error) {
	resp, err := medipimwire.NewHTTP().Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return nil, fmt.Errorf("intake: %s", resp.Status)
	}
	out := map[string]any{}
	return out, json.NewDecoder(resp.Body).Decode(&out)
}
