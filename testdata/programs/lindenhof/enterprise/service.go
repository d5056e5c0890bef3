package enterprise

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
)

// ErrorResponseFactory builds details out of responses.
type ErrorResponseFactory struct{}

// Create decodes the outer object.
func (f *ErrorResponseFactory) Create(raw []byte) (*ErrorResponseDto, error) {
	dto := &ErrorResponseDto{}
	if err := json.Unmarshal(raw, dto); err != nil {
		return nil, err
	}
	if dto.Error == nil {
		return nil, errors.New("no detail")
	}
	return dto, nil
}

// ProductExceptionMapper maps details to exceptions.
type ProductExceptionMapper struct {
	factory *ErrorResponseFactory
}

// The getter promotes the embedded number of the body.
func (m *ProductExceptionMapper) Map(raw []byte) error {
	dto, err := m.factory.Create(raw)
	if err != nil {
		return err
	}
	switch dto.GetError().GetStatus() { // want medipimstatus/branch
	case http.StatusForbidden:
		return errors.New("forbidden")
	case http.StatusNotFound:
		return errors.New("absent")
	}
	return errors.New(dto.GetError().GetMessage())
}

// The real status is asked, the getters only fill the text.
func (m *ProductExceptionMapper) MapResponse(resp *http.Response, raw []byte) error {
	dto, err := m.factory.Create(raw)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusForbidden:
		return fmt.Errorf("forbidden: %s", dto.GetError().GetMessage())
	case http.StatusNotFound:
		return fmt.Errorf("absent: %s", dto.GetError().GetCode())
	}
	return errors.New(dto.GetError().GetMessage())
}

// The getter of the code meets a word of another vendor.
func (m *ProductExceptionMapper) IsLocked(raw []byte) bool {
	dto, err := m.factory.Create(raw)
	if err != nil {
		return false
	}
	return dto.GetError().GetCode() == "account_locked" // want medipimcode/unknown
}

// The getter of the code meets the catalog's word.
func (m *ProductExceptionMapper) IsInactive(raw []byte) bool {
	dto, err := m.factory.Create(raw)
	if err != nil {
		return false
	}
	return dto.GetError().GetCode() == "authentication.api_key_is_not_active"
}

// The getter of the text is searched.
func (m *ProductExceptionMapper) IsDenied(raw []byte) bool {
	dto, err := m.factory.Create(raw)
	if err != nil {
		return false
	}
	return strings.Contains(dto.GetError().GetMessage(), "permission") // want medipimmessage/text
}

// The getters feed the log.
func (m *ProductExceptionMapper) Log(raw []byte) {
	dto, err := m.factory.Create(raw)
	if err != nil {
		return
	}
	d := dto.GetError()
	slog.Warn("call failed", "status", d.GetStatus(), "code", d.GetCode(), "message", d.GetMessage())
}

// The setter replaces the number by the real one before the getter is asked.
func (m *ProductExceptionMapper) Normalise(resp *http.Response, raw []byte) string {
	var dto struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	_ = json.Unmarshal(raw, &dto)
	dto.Error.Status = resp.StatusCode
	if dto.Error.Status == http.StatusNotFound {
		return "absent"
	}
	return dto.Error.Code
}
