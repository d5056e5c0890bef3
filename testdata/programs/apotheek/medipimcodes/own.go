package medipimcodes

import "net/http"

// Silent: the codes come from the program's switch on the real status.
func own(resp *http.Response) bool {
	var code string
	switch resp.StatusCode {
	case http.StatusNotFound:
		code = "missing"
	case http.StatusForbidden:
		code = "forbidden"
	default:
		code = "other"
	}
	return code == "missing" || code == "forbidden"
}

// Silent: the program gives "unknown" itself.
func defaulted(e Error) bool {
	code := string(e.Code)
	if code == "" {
		code = "unknown"
	}
	return code == "unknown"
}

// Reported: the program gives "unknown", and nobody gives the other.
func defaultedAndWrong(e Error) bool {
	code := string(e.Code)
	if code == "" {
		code = "unknown"
	}
	return code == "timeout" // want medipimcode/unknown
}

type transportError struct {
	code string
	err  error
}

// Silent: the program's own codes for what never reached the API.
func (t transportError) retryable() bool {
	return t.code == "dial" || t.code == "tls_handshake"
}

// Silent: it makes one of its own codes.
func wrap(err error) transportError { return transportError{"dial", err} }

// Reported: the copy of the struct still has the body's code.
func copied(body []byte) bool {
	env, err := Read(body)
	if err != nil {
		return false
	}
	list := []Error{env.Error}
	other := list[0]
	return other.Code == "api_key_inactive" // want medipimcode/unknown
}

// Silent: the copy got a code of the program.
func copiedOwn(body []byte) bool {
	env, err := Read(body)
	if err != nil {
		return false
	}
	other := env.Error
	other.Code = "seen"
	return other.Code == "seen"
}
