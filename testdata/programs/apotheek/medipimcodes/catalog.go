// Package medipimcodes has the codes in one place.
package medipimcodes

import "encoding/json"

// Code is the body's code.
type Code string

// The codes that the program knows.
const (
	NotFound         Code = "not_found"
	EndpointNotFound Code = "endpoint_not_found"
	NotAuthorized    Code = "not_authorized"
	TooMany          Code = "too_many_request" // want medipimcode/unknown
	ServerError      Code = "server_error"
	KeyInactive      Code = "authentication.api_key_not_active" // want medipimcode/unknown
	InvalidSecret    Code = "invalid_api_secret"                // want medipimcode/unknown
	None             Code = ""
)

// Maintenance is a code that the vendor added later.
//
//medipimlint:code
const Maintenance Code = "maintenance_mode"

//medipimlint:code
const (
	quotaDay  = "quota_day"
	quotaHour = "quota_hour"
)

// Level is a type of this program.
type Level string

// The levels are silent: another named type.
const (
	LevelTooMany Level = "too_many_request"
	LevelClosed  Level = "closed"
)

// Error is the inner struct.
type Error struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
}

// Envelope has no status, and rightly.
type Envelope struct {
	Error Error `json:"error"`
}

// Read is silent: it decodes.
func Read(body []byte) (env Envelope, err error) {
	err = json.Unmarshal(body, &env)
	return env, err
}

// IsMaintenance is silent: the directive added the code.
func (e Error) IsMaintenance() bool { return e.Code == Maintenance }

// IsQuota is silent: the directive stands above the group.
func (e Error) IsQuota() bool { return e.Code == quotaDay || e.Code == quotaHour }

// IsQuotaWeek is reported: the group has no such code.
func (e Error) IsQuotaWeek() bool {
	return e.Code == "quota_week" // want medipimcode/unknown
}

// IsMaintenanceLiteral is silent: the same value, spelt out.
func (e Error) IsMaintenanceLiteral() bool { return e.Code == "maintenance_mode" }

// High is silent: the levels are this program's.
func High(l Level) bool { return l == LevelTooMany || l == "unauthorized" }
