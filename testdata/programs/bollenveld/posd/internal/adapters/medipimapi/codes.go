package medipimapi

// ErrorCode is the code in an error answer.
type ErrorCode string

// The codes of the vendor's page on error handling.
const (
	CodeBadRequest       ErrorCode = "bad_request"
	CodeNotAuthenticated ErrorCode = "authentication.not_authenticated"
	CodeKeyNotFound      ErrorCode = "authentication.api_key_not_found"
	CodeInvalidSecret    ErrorCode = "authentication.invalid_secret" // want medipimcode/unknown
	CodeKeyInactive      ErrorCode = "authentication.api_key_is_not_active"
	CodeNotAuthorized    ErrorCode = "not_authorized"
	CodeNotFound         ErrorCode = "not_found"
	CodeEndpointNotFound ErrorCode = "endpoint_not_found"
	CodeMethod           ErrorCode = "http_method_not_allowed"
	CodeValidation       ErrorCode = "validation_failed"
	CodeTooMany          ErrorCode = "too_many_requests"
	CodeServer           ErrorCode = "server_error"
)

// ProductStatus is no error code, though it reads like one.
type ProductStatus string

// The states of a product.
const (
	StatusActive       ProductStatus = "active"
	StatusDiscontinued ProductStatus = "no_longer_available"
	StatusUnauthorized ProductStatus = "unauthorized"
)

func (c ErrorCode) credentials() bool {
	switch c {
	case CodeNotAuthenticated, CodeKeyNotFound, CodeInvalidSecret, CodeKeyInactive:
		return true
	}
	return false
}
