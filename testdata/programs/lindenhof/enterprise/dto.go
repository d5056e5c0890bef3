// Package enterprise follows the layering of the Java team.
package enterprise

// DefaultEndpoint is where the gateway connects to.
const DefaultEndpoint = "https://api.medipim.fr"

// IErrorDto is the read side of the error detail.
type IErrorDto interface {
	GetStatus() int
	GetCode() string
	GetMessage() string
}

// AbstractDto carries what every detail has.
type AbstractDto struct {
	Status int `json:"status"`
}

// GetStatus returns the number of the body.
func (d *AbstractDto) GetStatus() int { return d.Status }

// SetStatus sets the number.
func (d *AbstractDto) SetStatus(v int) { d.Status = v }

// ErrorDetailDto is the inner object.
type ErrorDetailDto struct {
	AbstractDto
	Code    string `json:"code"`
	Message string `json:"message"`
}

// GetCode returns the code.
func (d *ErrorDetailDto) GetCode() string { return d.Code }

// GetMessage returns the text.
func (d *ErrorDetailDto) GetMessage() string { return d.Message }

// ErrorResponseDto is the outer object.
type ErrorResponseDto struct {
	Error *ErrorDetailDto `json:"error"`
}

// GetError returns the inner object.
func (r *ErrorResponseDto) GetError() *ErrorDetailDto { return r.Error }
