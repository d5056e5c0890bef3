package enterprise

import (
	"errors"
	"net/http"
)

// AbstractException is the root of the hierarchy.
type AbstractException struct {
	httpStatus int
	code       string
}

// Error names the code.
func (e *AbstractException) Error() string { return "remote: " + e.code }

// HTTPStatus is the number of the status line.
func (e *AbstractException) HTTPStatus() int { return e.httpStatus }

// RemoteException is one level down.
type RemoteException struct{ AbstractException }

// AuthenticationException is two levels down.
type AuthenticationException struct{ RemoteException }

// The literal takes the real status and only the code of the body.
func NewAuthenticationException(resp *http.Response, dto *ErrorResponseDto) *AuthenticationException {
	return &AuthenticationException{RemoteException{AbstractException{
		httpStatus: resp.StatusCode,
		code:       dto.GetError().GetCode(),
	}}}
}

// The hierarchy's number is the real one.
func IsAuthentication(err error) bool {
	var ae *AuthenticationException
	return errors.As(err, &ae) && ae.HTTPStatus() == http.StatusUnauthorized
}

// MirrorException keeps what the body said.
type MirrorException struct {
	AbstractMirror
	Cause error
}

// AbstractMirror holds the mirrored number.
type AbstractMirror struct{ mirrored int }

// Mirrored returns the mirrored number.
func (a AbstractMirror) Mirrored() int { return a.mirrored }

// Error names the cause.
func (e *MirrorException) Error() string { return "mirror" }

// Unwrap gives the cause.
func (e *MirrorException) Unwrap() error { return e.Cause }

// The literal copies the number of the body.
func NewMirrorException(dto IErrorDto, cause error) error {
	return &MirrorException{AbstractMirror: AbstractMirror{mirrored: dto.GetStatus()}, Cause: cause}
}

// The promoted getter gives the copy of the body's number.
func IsMirroredForbidden(err error) bool {
	var me *MirrorException
	if !errors.As(err, &me) {
		return false
	}
	return me.Mirrored() == 403 // want medipimstatus/branch
}
