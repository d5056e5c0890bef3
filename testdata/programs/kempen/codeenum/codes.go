// Package codeenum keeps the API's codes as small numbers.
package codeenum

// Kind is a code as a number.
type Kind uint8

// The codes that the rest of the program knows.
const (
	None Kind = iota
	BadRequest
	Login
	Denied
	Absent
	Invalid
	Limited
	Broken
	Unknown
)

// Family is what the codes of the login begin with.
const Family = "authentication."

// Prefix and names of codes, put together where they are needed.
const (
	KeyPart    = "api_key"
	SecretPart = "api_secret"
)
