// Package apicodes lists the words that our services put on the wire or read from it.
package apicodes

// The words.
const (
	Denied      = "permission_denied"
	NotFound    = "not_found"
	OutOfStock  = "out_of_stock"
	OverQuota   = "quota_exceeded"
	ServerFault = "server_error"
	TooMany     = "too_many_requests"
)
