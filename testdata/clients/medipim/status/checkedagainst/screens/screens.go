// Package screens shows failures of Medipim calls.
package screens

import (
	"log"

	"example.com/clients/medipim/status/checkedagainst/failures"
)

func Support(f *failures.Failure) string {
	if f.Claimed != 0 && f.Claimed == f.Answer {
		return "first line"
	}
	if f.Body() != f.HTTP() {
		log.Print("body and response differ")
	}
	if f.Claimed == 403 { // want medipimstatus/branch
		return "sales"
	}
	return ""
}

func Expected(f *failures.Failure, status int) bool {
	return f.Claimed == status // want medipimstatus/branch
}
