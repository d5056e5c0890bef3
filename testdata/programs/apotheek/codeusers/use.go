// Package codeusers uses the codes of another package.
package codeusers

import (
	codes "example.com/apotheek/medipimcodes"
)

// Silent: the directive in the other package added the code.
func closed(e codes.Error) bool {
	return e.Code == codes.Maintenance || e.Code == "maintenance_mode"
}

// Silent: added in the group of the other package.
func quota(e codes.Error) bool {
	return e.Code == "quota_day"
}

// Reported: nobody added this one.
func quotaMonth(e codes.Error) bool {
	return e.Code == "quota_month" // want medipimcode/unknown
}

// Reported: a literal, converted to the type of the other package.
func locked(body []byte) bool {
	env, err := codes.Read(body)
	if err != nil {
		return false
	}
	return codes.Code("locked") == env.Error.Code // want medipimcode/unknown
}

// Silent: the levels of the other package are its own.
func loud(l codes.Level) bool {
	return l == "locked" || l == codes.LevelClosed
}
