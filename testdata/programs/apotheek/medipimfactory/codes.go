package medipimfactory

import "strings"

// CodeConstants are the Java class's constants.
const (
	CodeNotFound     = "not_found"
	CodeUnauthorized = "unauthorized" // want medipimcode/unknown
	CodeInactive     = "authentication.api_key_is_not_active"
	CodeShopClosed   = "shop_closed"
)

// Reported at the constant's declaration, silent at each use.
func (b *ErrorBean) needsLogin() bool {
	return b.GetCode() == CodeUnauthorized || b.GetCode() == CodeInactive
}

// Silent: the second use of a constant that was already reported.
func (b *ErrorBean) needsLoginAgain() bool {
	return CodeUnauthorized == b.code
}

// Silent: compared with a state of the shop, not with the code.
func shopOpen(state string) bool {
	return state != CodeShopClosed
}

// Reported: equalsIgnoreCase with a word from another vocabulary.
func (b *ErrorBean) isForbidden() bool {
	return strings.EqualFold(b.GetCode(), "FORBIDDEN") // want medipimcode/unknown
}

// Silent: EqualFold finds the catalog's code in any case.
func (b *ErrorBean) isNotFound() bool {
	return strings.EqualFold(b.GetCode(), "NOT_FOUND")
}

// Reported: toLowerCase against a constant with capitals never holds.
func (b *ErrorBean) isServerError() bool {
	return strings.ToLower(b.GetCode()) == "Server_Error" // want medipimcode/case
}

// Silent: toUpperCase against capitals holds.
func (b *ErrorBean) isBadRequest() bool {
	return strings.ToUpper(b.GetCode()) == "BAD_REQUEST"
}

// Reported: String.contains, as a switch of no argument.
func (b *ErrorBean) saysNothingFound() bool {
	return strings.Contains(b.GetMessage(), "no products") // want medipimmessage/text
}

// Silent: Objects.isEmpty.
func (b *ErrorBean) hasMessage() bool {
	return b.GetMessage() != "" && len(b.GetMessage()) > 0
}
