package medipimadapter

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"example.com/magazijn/stockservice/domain"
	"example.com/magazijn/stockservice/ports"
)

type remoteError struct {
	Status     float64           `json:"status"`
	Code       string            `json:"code"`
	Message    string            `json:"message"`
	Violations []json.RawMessage `json:"violations"`
}

type rawDTO struct {
	Error json.RawMessage `json:"error"`
}

// Failure implements ports.Coded with the body's number.
type Failure struct {
	remote remoteError
}

var _ ports.Coded = (*Failure)(nil)

// Error formats code and sentence.
func (f *Failure) Error() string {
	return "remote: " + f.remote.Code + ": " + f.remote.Message
}

// StatusCode converts the body's number.
func (f *Failure) StatusCode() int { return int(f.remote.Status) }

// ErrorCode gives the code.
func (f *Failure) ErrorCode() string { return f.remote.Code }

// decodeRemote decodes in two steps.
func decodeRemote(body []byte) (*Failure, error) {
	var outer rawDTO
	if err := json.Unmarshal(body, &outer); err != nil {
		return nil, err
	}
	f := new(Failure)
	if err := json.Unmarshal(outer.Error, &f.remote); err != nil {
		return nil, err
	}
	return f, nil
}

// toDomain hands the body's number to a function that switches on it, and then does it with the other one.
func toDomain(ans answer) error {
	f, err := decodeRemote(ans.body)
	if err != nil {
		return fmt.Errorf("%w: %s", domain.ErrOutside, http.StatusText(ans.status))
	}
	if err := sentinel(f.StatusCode()); err != nil { // want medipimstatus/branch
		return err
	}
	if err := sentinel(ans.status); err != nil {
		return err
	}
	return f
}

// sentinel switches on a number that its callers answer for.
func sentinel(status int) error {
	switch status {
	case http.StatusNotFound:
		return domain.ErrUnknownItem
	case http.StatusUnauthorized, http.StatusForbidden:
		return domain.ErrNoAccess
	}
	return nil
}

// access compares the float that JSON numbers become.
func (f *Failure) access() error {
	if f.remote.Status == 403.0 { // want medipimstatus/branch
		return domain.ErrNoAccess
	}
	switch f.remote.Code {
	case "not_authorized", "authentication.not_authenticated":
		return domain.ErrNoAccess
	case "insufficient_permissions": // want medipimcode/unknown
		return domain.ErrNoAccess
	}
	return nil
}

// Access joins the errors of access with the sentence, which is searched.
func (f *Failure) Access() error {
	if err := f.access(); err != nil {
		return err
	}
	if strings.Contains(f.Error(), "permission") { // want medipimmessage/text
		return domain.ErrNoAccess
	}
	return nil
}

// fromMap walks the map that the body became.
func fromMap(ans answer) error {
	var dto map[string]any
	if err := json.Unmarshal(ans.body, &dto); err != nil {
		return domain.ErrOutside
	}
	inner, _ := dto["error"].(map[string]any)
	code, _ := inner["code"].(string)
	if ans.status == http.StatusNotFound && code == "endpoint_not_found" {
		return fmt.Errorf("wrong path: %w", domain.ErrOutside)
	}
	if ans.status == http.StatusInternalServerError && code == "not_found" { // want medipimpair/impossible
		return domain.ErrUnknownItem
	}
	if status, ok := inner["status"].(float64); ok && status == 404 { // want medipimstatus/branch
		return domain.ErrUnknownItem
	}
	if ans.status == 404 {
		return domain.ErrUnknownItem
	}
	return fmt.Errorf("%w: %v %v", domain.ErrOutside, inner["status"], inner["message"])
}

// Ping leaves what is not a success to fromMap.
func (a *Adapter) Ping(ctx context.Context) error {
	ans, err := a.call(ctx, "/v4/ping", nil)
	if err != nil {
		return err
	}
	if ans.status < 300 {
		return nil
	}
	return fromMap(ans)
}
