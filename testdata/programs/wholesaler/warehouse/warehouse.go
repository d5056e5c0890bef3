// Package warehouse uses the honest errors.
package warehouse

import (
	"errors"
	"net/http"
	"strings"

	"example.com/wholesaler/honest"
)

var sentinels = map[int]error{http.StatusNotFound: errors.New("gone"), http.StatusForbidden: errors.New("denied")}

// The getter hands out the response's number.
func Classify(err error) error {
	p, ok := errors.AsType[*honest.MedipimProblem](err)
	if !ok {
		return err
	}
	if s, ok := sentinels[p.StatusCode()]; ok {
		return errors.Join(s, p)
	}
	return p
}

// The field has the response's number.
func Temporary(p *honest.MedipimProblem) bool { return p.Status/100 == 5 }

// The code comes from the body, and the catalog has no such string.
func KeyGone(p *honest.MedipimProblem) bool {
	return p.Code == "authentication.api_key_revoked" // want medipimcode/unknown
}

// The code comes from the body, and no spelling in capitals is equal to small letters.
func BadPath(p *honest.MedipimProblem) bool {
	return strings.ToUpper(p.Code) == "endpoint_not_found" // want medipimcode/case
}

// Capitals are compared with capitals.
func BadMethod(p *honest.MedipimProblem) bool {
	return strings.ToUpper(p.Code) == "HTTP_METHOD_NOT_ALLOWED"
}

// The number of the response rules the code out, in the third package.
func Odd(p *honest.MedipimProblem) bool {
	return p.Status == http.StatusForbidden && p.Code == "not_found" // want medipimpair/impossible
}

// The number of the response fits the code.
func Permission(p *honest.MedipimProblem) bool {
	return p.Status == http.StatusForbidden && p.Code == "not_authorized"
}

// The message of the honest error is still for people.
func Wording(p *honest.MedipimProblem) bool {
	return strings.EqualFold(p.Message, "invalid secret") // want medipimmessage/text
}
