package refusals

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/go-resty/resty/v2"
	"github.com/tidwall/gjson"
)

// short is an envelope that has no room for the failing fields.
type short struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Invalid carries the failing fields.
type Invalid struct {
	Text   string
	Fields []byte
}

// Error formats.
func (i *Invalid) Error() string { return i.Text }

// save is a client that repeats every error of the library's own condition, the rate limit among them.
func save(body any) (*resty.Response, error) {
	rc := resty.New().SetRetryCount(3).AddRetryAfterErrorCondition()
	return rc.R().SetBody(body).SetError(&short{}).Post("https://api.medipim.be/v4/products/query")
}

// Save tells the user that something is wrong and not what: reported on the condition.
func Save(body any) error {
	resp, err := save(body)
	if err != nil {
		return err
	}
	s, _ := resp.Error().(*short)
	if resp.StatusCode() == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("not saved: %s", s.Error.Message)
	}
	if resp.IsError() {
		return errors.New(resp.Status())
	}
	return nil
}

// SaveRaw hands the body on, in which the fields are: silent.
func SaveRaw(body any) error {
	resp, err := save(body)
	if err != nil {
		return err
	}
	if resp.StatusCode() == http.StatusUnprocessableEntity {
		return &Invalid{Text: resp.Status(), Fields: resp.Body()}
	}
	if resp.IsError() {
		return errors.New(resp.Status())
	}
	return nil
}

// SaveByCode logs that the data was refused and drops the fields: reported on the case.
func SaveByCode(body any, log *slog.Logger) error {
	resp, err := save(body)
	if err != nil {
		return err
	}
	if resp.IsSuccess() {
		return nil
	}
	s, ok := resp.Error().(*short)
	if !ok {
		return errors.New(resp.Status())
	}
	switch s.Error.Code {
	case "validation_failed": // want medipimviolations/dropped
		log.Error("refused", "code", s.Error.Code, "text", s.Error.Message)
		return errors.New("not saved")
	case "not_authorized":
		return errors.New("no permission")
	}
	return errors.New(resp.Status())
}

// SaveByPath looks the fields up by a path, beside the error and inside it: silent.
func SaveByPath(body any) error {
	resp, err := save(body)
	if err != nil {
		return err
	}
	if resp.StatusCode() == http.StatusUnprocessableEntity {
		found := gjson.GetManyBytes(resp.Body(), "violations", "error.violations")
		return fmt.Errorf("not saved: %s%s", found[0].Raw, found[1].Raw)
	}
	if resp.IsError() {
		return errors.New(resp.Status())
	}
	return nil
}

// Full hands on the decoded envelope, which holds the fields: silent.
func Full(resp *http.Response, env *envelope) error {
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return &Refusal{HTTP: resp.StatusCode, env: *env}
	}
	return nil
}
