// Package vocab has words that several services share.
package vocab

const (
	NotFound    = "not_found"
	RateLimited = "rate_limited"
	Forbidden   = "forbidden"
	ServerError = "server_error"
	KeyMissing  = "authentication.api_key_not_found"
)
