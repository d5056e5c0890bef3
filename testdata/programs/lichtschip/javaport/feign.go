package javaport

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// MedipimResponse is feign.Response: read to its end.
type MedipimResponse struct {
	Status int
	Reason string
	Body   []byte
}

// FeignException is the root of the exceptions.
type FeignException struct {
	status  int
	code    string
	message string
}

// Status is the HTTP status.
func (e *FeignException) Status() int   { return e.status }
func (e *FeignException) Error() string { return fmt.Sprintf("[%d] %s", e.status, e.message) }

// RetryableException tells the Retryer to go on.
type RetryableException struct{ *FeignException }

// NotFoundException is 404.
type NotFoundException struct{ *FeignException }

// ConstraintViolationException is 422.
type ConstraintViolationException struct {
	*FeignException
	ConstraintViolations []json.RawMessage
}

// ErrorDecoder is feign.codec.ErrorDecoder.
type ErrorDecoder struct{}

type errorDTO struct {
	Error struct {
		Code       string            `json:"code"`
		Message    string            `json:"message"`
		Violations []json.RawMessage `json:"violations"`
	} `json:"error"`
	Violations []json.RawMessage `json:"violations"`
}

// Decode makes an exception of an answer.
func (ErrorDecoder) Decode(r MedipimResponse) error {
	var dto errorDTO
	_ = json.Unmarshal(r.Body, &dto)
	base := &FeignException{status: r.Status, code: dto.Error.Code, message: dto.Error.Message}
	switch {
	case r.Status == http.StatusTooManyRequests:
		return &RetryableException{base}
	case r.Status == http.StatusNotFound && ValueOf(dto.Error.Code) != ENDPOINT_NOT_FOUND:
		return &NotFoundException{base}
	case ValueOf(dto.Error.Code) == VALIDATION_FAILED:
		return &ConstraintViolationException{base, append(dto.Violations, dto.Error.Violations...)}
	case strings.ToUpper(dto.Error.Code) == nameServerError:
		base.message = "please call the vendor: " + base.message
	case strings.ToUpper(dto.Error.Code) == nameInactive:
		base.message = "the key was switched off"
	case dto.Error.Code == nameBadRequest:
		base.message = "bug in the order system: " + string(r.Body)
	}
	return base
}

// Retryer is feign.Retryer.
type Retryer interface {
	ContinueOrPropagate(e *RetryableException) error
}

// DefaultRetryer is feign.Retryer.Default.
type DefaultRetryer struct {
	Period, MaxPeriod time.Duration
	MaxAttempts       int
	attempt           int
}

// ContinueOrPropagate sleeps, or gives e back.
func (d *DefaultRetryer) ContinueOrPropagate(e *RetryableException) error {
	if d.attempt++; d.attempt >= d.MaxAttempts {
		return e
	}
	interval := d.Period
	for range d.attempt {
		interval += interval / 2
	}
	time.Sleep(max(min(interval, d.MaxPeriod), 100*time.Millisecond))
	return nil
}

// SynchronousMethodHandler is the one that does the work.
type SynchronousMethodHandler struct {
	Target  string
	Decoder ErrorDecoder
	Retryer func() Retryer
}

// Invoke is invoke(Object[] argv).
func (h SynchronousMethodHandler) Invoke(path string, arg, result any) error {
	body, err := json.Marshal(arg)
	if err != nil {
		return err
	}
	retryer := h.Retryer()
	for {
		err := h.executeAndDecode(path, body, result)
		retryable, ok := err.(*RetryableException)
		if !ok {
			return err
		}
		if err := retryer.ContinueOrPropagate(retryable); err != nil {
			return err
		}
	}
}

func (h SynchronousMethodHandler) executeAndDecode(path string, body []byte, result any) error {
	resp, err := http.Post(h.Target+path, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		return json.Unmarshal(raw, result)
	}
	return h.Decoder.Decode(MedipimResponse{Status: resp.StatusCode, Reason: resp.Status, Body: raw})
}
