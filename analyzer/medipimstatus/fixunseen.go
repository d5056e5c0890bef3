package medipimstatus

import (
	"regexp"
	"slices"
)

// isCalledUnseen reports whether a file that is not analysed names a function.
func (f *fixer) isCalledUnseen(name string) bool {
	return f.foundUnseen(`\b` + regexp.QuoteMeta(name) + `\b`)
}

// isListedUnseen reports whether a file that is not analysed has a literal of a type without keys.
func (f *fixer) isListedUnseen(name string) bool {
	return f.foundUnseen(`\b` + regexp.QuoteMeta(name) + `\{[^:{}]*[^:{}\s][^:{}]*\}`)
}

func (f *fixer) foundUnseen(pattern string) bool {
	re := regexp.MustCompile(pattern)
	return slices.ContainsFunc(f.Unseen(), re.MatchString)
}
