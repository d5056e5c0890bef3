// Package pimcodes has codes that the vendor announced by mail, before they are documented.
package pimcodes

// Announced for the spring release.
//
//medipimlint:code
const (
	ProductLocked  = "product_locked"
	MediaTooLarge  = "media_too_large"
	SeatsExhausted = "seats_exhausted"
)

// LoggedOut is what our own portal answers.
const LoggedOut = "logged_out"

//medipimlint:code
const Embargo = "under_embargo"
