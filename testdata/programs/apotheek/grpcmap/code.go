package grpcmap

import (
	"encoding/json"
)

var byCode = map[string]Code{
	"not_found":                        NotFound,
	"not_authorized":                   PermissionDenied,
	"unauthenticated":                  Unauthenticated, // want medipimcode/unknown
	"authentication.api_key_not_found": Unauthenticated,
	"unavailable":                      Unavailable, // want medipimcode/unknown
	"server_error":                     Unavailable,
}

// Reported at the keys above: the table is searched for the code.
func fromCode(body []byte) Code {
	var w wireError
	if err := json.Unmarshal(body, &w); err != nil || w.Error == nil {
		return Unknown
	}
	if c, ok := byCode[w.Error.Code]; ok {
		return c
	}
	return Unknown
}

var byName = map[string]Code{
	"unauthenticated": Unauthenticated,
	"unavailable":     Unavailable,
}

// Silent: this table is searched for gRPC's own names.
func fromName(name string) Code {
	return byName[name]
}

// Silent: the names of this program's codes.
func (c Code) String() string {
	switch c {
	case NotFound:
		return "not_found"
	case PermissionDenied:
		return "permission_denied"
	case Unauthenticated:
		return "unauthenticated"
	}
	return "unknown"
}

// Silent: a name of this program's codes, compared with another.
func denied(c Code) bool {
	return c.String() == "permission_denied"
}

// Reported: a gRPC name, compared with the code of the body.
func deniedWire(body []byte) bool {
	var w wireError
	if err := json.Unmarshal(body, &w); err != nil || w.Error == nil {
		return false
	}
	return w.Error.Code == "permission_denied" // want medipimcode/unknown
}
