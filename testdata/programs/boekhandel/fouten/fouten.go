// Package fouten has the errors that the adapters give to the rest of the shop.
package fouten

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// MedipimFout is an answer of the API that was not a success.
type MedipimFout struct {
	status  int
	http    int
	code    string
	message string
	raw     []byte
}

// Van reads the error out of an answer.
func Van(resp *http.Response) error {
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	var env struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.Unmarshal(raw, &env); err != nil {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return &MedipimFout{
		status:  env.Error.Status,
		http:    resp.StatusCode,
		code:    env.Error.Code,
		message: env.Error.Message,
		raw:     raw,
	}
}

func (f *MedipimFout) Error() string { return fmt.Sprintf("medipim: %s (%s)", f.message, f.code) }

// Status is the status that the body names.
func (f *MedipimFout) Status() int { return f.status }

// HTTP is the status of the answer itself.
func (f *MedipimFout) HTTP() int { return f.http }

// Heeft says whether the API gave that code.
func (f *MedipimFout) Heeft(code string) bool { return f.code == code }

// Raw is the body as it came.
func (f *MedipimFout) Raw() []byte { return f.raw }

// Te finds the fault in an error chain.
func Te(err error) (*MedipimFout, bool) { return errors.AsType[*MedipimFout](err) }
