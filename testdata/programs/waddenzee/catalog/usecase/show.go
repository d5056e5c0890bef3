// Package usecase shows sheets.
package usecase

import (
	"fmt"
	"strings"

	"example.com/waddenzee/catalog/domain"
)

type port interface {
	Print(line string)
}

// Show prints what arrives.
func Show(in <-chan domain.Result[domain.Sheet], out port) (failed int) {
	for r := range in {
		line := domain.Then(r, func(s domain.Sheet) domain.Result[string] {
			// of the sheet, not of an error
			if s.Status == 404 || s.Message == "Not found" {
				return domain.Result[string]{Value: s.ID + ": withdrawn"}
			}
			return domain.Result[string]{Value: s.Title}
		})
		if line.Fail != nil {
			failed++
			out.Print(describe(line.Fail))
			continue
		}
		out.Print(line.Value)
	}
	return failed
}

func describe(f *domain.Failure) string {
	switch f.Kind {
	case domain.KindDenied, "forbidden":
		return "no access"
	case domain.KindBusy:
		return "later"
	}
	if f.Error() == "internal" {
		return "broken"
	}
	if f.Kind == domain.KindUnknown && f.Level > 1 {
		return "broken, badly"
	}
	return fmt.Sprintf("%s (%d, claimed %d)", f.Text, f.Answer, f.Claimed)
}

// Support decides who gets the ticket.
func Support(f *domain.Failure) string {
	if strings.Contains(strings.ToLower(f.Text), "permission") { // want medipimmessage/text
		return "sales"
	}
	if f.Claimed != 0 && f.Claimed == f.Answer {
		return "first line"
	}
	if owner, ok := map[int]string{401: "keys", 403: "sales"}[f.Claimed]; ok { // want medipimstatus/branch
		return owner
	}
	if f.Answer/100 == 5 {
		return "supplier"
	}
	if strings.ToLower(f.Origin) == "Server_Error" { // want medipimcode/case
		return "supplier"
	}
	return strings.SplitN(f.Origin, ".", 2)[0]
}
