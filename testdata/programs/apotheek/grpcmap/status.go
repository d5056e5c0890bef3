//medipimlint:client

// Package grpcmap turns answers into codes of the gRPC kind.
package grpcmap

import (
	"encoding/json"
	"net/http"
)

// Code is a gRPC code.
type Code uint32

// The codes in use.
const (
	OK Code = iota
	Unknown
	NotFound
	PermissionDenied
	Unavailable
	Unauthenticated
)

type wireError struct {
	Error *struct {
		Status  json.Number `json:"status"`
		Code    string      `json:"code"`
		Message string      `json:"message"`
	} `json:"error"`
}

// Silent: what is compared is a parameter; callers answer for what they pass.
func fromStatus(status int) Code {
	switch {
	case status == http.StatusNotFound:
		return NotFound
	case status == http.StatusForbidden:
		return PermissionDenied
	case status >= 500:
		return Unavailable
	}
	return Unknown
}

var byStatus = map[int]Code{
	http.StatusNotFound:  NotFound,
	http.StatusForbidden: PermissionDenied,
}

// Reported: the body's status as the argument.
func convert(body []byte) Code {
	var w wireError
	if err := json.Unmarshal(body, &w); err != nil || w.Error == nil {
		return Unknown
	}
	status, _ := w.Error.Status.Int64()
	return fromStatus(int(status)) // want medipimstatus/branch
}

// Silent: the real status as the argument.
func convertReal(resp *http.Response) Code {
	return fromStatus(resp.StatusCode)
}

// Reported: the body's status as the index into the table.
func look(body []byte) Code {
	var w wireError
	if err := json.Unmarshal(body, &w); err != nil || w.Error == nil {
		return Unknown
	}
	status, _ := w.Error.Status.Int64()
	return byStatus[int(status)] // want medipimstatus/branch
}

// Silent: the real status as the index into the table.
func lookReal(resp *http.Response) Code {
	return byStatus[resp.StatusCode]
}

// Reported: a json.Number compared as a string.
func isMissing(body []byte) bool {
	var w wireError
	if err := json.Unmarshal(body, &w); err != nil || w.Error == nil {
		return false
	}
	return w.Error.Status == "404" // want medipimstatus/branch
}

// Silent: a code of the gRPC kind, which came from the real status.
func isUnavailable(resp *http.Response) bool {
	return convertReal(resp) == Unavailable
}
