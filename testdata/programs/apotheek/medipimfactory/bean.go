// Package medipimfactory was carried over from a Java service.
package medipimfactory

import (
	"encoding/json"
	"net/http"
)

type errorDTO struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type errorResponseDTO struct {
	Error *errorDTO `json:"error"`
}

// ErrorBean holds what the body said.
type ErrorBean struct {
	status int
	code   string
	text   string
}

// GetStatus is silent: a getter compares nothing.
func (b *ErrorBean) GetStatus() int { return b.status }

// GetCode is silent: a getter compares nothing.
func (b *ErrorBean) GetCode() string { return b.code }

// GetMessage is silent: a getter compares nothing.
func (b *ErrorBean) GetMessage() string { return b.text }

// ErrorBeanFactory makes beans from bodies.
type ErrorBeanFactory struct{}

// CreateFromBody is silent: it only copies the fields.
func (ErrorBeanFactory) CreateFromBody(body []byte) (*ErrorBean, error) {
	dto := errorResponseDTO{Error: new(errorDTO)}
	if err := json.Unmarshal(body, &dto); err != nil {
		return nil, err
	}
	return &ErrorBean{status: dto.Error.Status, code: dto.Error.Code, text: dto.Error.Message}, nil
}

// HTTPErrorBean holds what the status line said.
type HTTPErrorBean struct {
	status int
	code   string
}

// GetStatus is silent: a getter compares nothing.
func (b *HTTPErrorBean) GetStatus() int { return b.status }

// CreateFromResponse is silent: the status is the real one.
func (ErrorBeanFactory) CreateFromResponse(resp *http.Response) (*HTTPErrorBean, error) {
	dto := errorResponseDTO{Error: new(errorDTO)}
	if err := json.NewDecoder(resp.Body).Decode(&dto); err != nil {
		return nil, err
	}
	return &HTTPErrorBean{status: resp.StatusCode, code: dto.Error.Code}, nil
}

// MutableBean has setters.
type MutableBean struct {
	status int
	code   string
}

// SetStatus is silent: a setter compares nothing.
func (m *MutableBean) SetStatus(status int) { m.status = status }

// SetCode is silent: a setter compares nothing.
func (m *MutableBean) SetCode(code string) { m.code = code }

// GetStatus is silent: a getter compares nothing.
func (m *MutableBean) GetStatus() int { return m.status }
