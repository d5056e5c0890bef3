// Package medipim is the client that the catalogue teams share.
package medipim

// Code is the machine-readable part of an error answer.
type Code string

// The codes this client knows by name.
const (
	CodeNone             Code = ""
	CodeBadRequest       Code = "bad_request"
	CodeNotAuthenticated Code = "authentication.not_authenticated"
	CodeKeyNotFound      Code = "authentication.api_key_not_found"
	CodeInvalidSecret    Code = "authentication.invalid_api_secret"
	CodeKeyInactive      Code = "authentication.api_key_is_not_active"
	CodeForbidden        Code = "forbidden" // want medipimcode/unknown
	CodeNotFound         Code = "not_found"
	CodeEndpointMissing  Code = "endpoint_not_found"
	CodeMethod           Code = "method_not_allowed" // want medipimcode/unknown
	CodeValidation       Code = "validation_failed"
	CodeTooMany          Code = "too_many_requests"
	CodeServer           Code = "server_error"
)

// Kind is what callers of the catalogue care about.
type Kind int

// The kinds, from harmless to alarming.
const (
	KindUnknown Kind = iota
	KindMissing
	KindCredentials
	KindThrottled
	KindOutage
)

// Names as the dashboards have them; they have nothing to do with the API's codes.
const (
	labelMissing     = "resource-missing"
	labelCredentials = "unauthorized"
	labelThrottled   = "rate_limited"
	labelOutage      = "internal_server_error"
)

var kindNames = [...]string{"unknown", labelMissing, labelCredentials, labelThrottled, labelOutage}

func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return kindNames[KindUnknown]
	}
	return kindNames[k]
}

// ParseKind is the inverse of String, for flags.
func ParseKind(s string) (Kind, bool) {
	switch s {
	case labelMissing:
		return KindMissing, true
	case labelCredentials:
		return KindCredentials, true
	case labelThrottled:
		return KindThrottled, true
	case labelOutage:
		return KindOutage, true
	}
	return KindUnknown, false
}

// Kind groups the codes.
func (c Code) Kind() Kind {
	switch c {
	case CodeNotFound, CodeEndpointMissing:
		return KindMissing
	case CodeNotAuthenticated, CodeKeyNotFound, CodeInvalidSecret, CodeKeyInactive:
		return KindCredentials
	case CodeTooMany:
		return KindThrottled
	case CodeServer:
		return KindOutage
	}
	return KindUnknown
}
