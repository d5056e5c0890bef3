package pricing

import (
	"net/http"
	"strings"

	"example.com/wholesaler/apierrors"
)

var lastUpstream int

var (
	inactive = apierrors.CodeIs("authentication.key_is_not_active") // want medipimcode/unknown
	noSecret = apierrors.CodeIs("authentication.invalid_api_secret")
)

// Uses closures whose literals stand above.
func Rejected(e *apierrors.MedipimError) bool { return inactive(e) || noSecret(e) }

// Stores the body's number in a package variable: no branch.
func Remember(e *apierrors.MedipimError) { lastUpstream = e.StatusCode() }

// Reads the package variable in a branch.
func Blocked() bool {
	return lastUpstream == http.StatusForbidden // want medipimstatus/branch
}

// The message decides in another package.
func Expired(e *apierrors.MedipimError) bool {
	return strings.Contains(strings.ToLower(e.Message), "deactivated") // want medipimmessage/text
}

// The text of Error() contains the message, and is searched.
func Unknown(e *apierrors.MedipimError) bool {
	return strings.HasSuffix(e.Error(), "does not exist") // want medipimmessage/text
}

// The message is only passed on.
func Text(e *apierrors.MedipimError) string { return strings.ToUpper(e.Message) }
