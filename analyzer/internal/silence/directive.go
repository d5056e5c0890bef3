package silence

import "strings"

// parse reads a comment as golangci-lint v2.15 does (pkg/result/processors/nolint_filter.go), and
// returns the names of the linters that it silences, lowered. everything is true for a directive
// that silences every linter, ok false for a comment that is no directive.
//
// So "//nolint: x" is about x alone, "//nolint :x" and "//nolint x" about everything, and
// "//nolint:x why" about a linter named "x why", which there is not.
func parse(comment string) (names []string, everything, ok bool) {
	text := strings.TrimLeft(comment, "/ ")
	text, ok = strings.CutPrefix(text, "nolint")
	if !ok || text != "" && text[0] != ' ' && text[0] != ':' {
		return nil, false, false
	}
	list, named := strings.CutPrefix(text, ":")
	if !named || strings.HasPrefix(list, "all") {
		return nil, true, true
	}
	list, _, _ = strings.Cut(list, "//") // the reason
	for name := range strings.SplitSeq(list, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "all" {
			return nil, true, true
		}
		names = append(names, name)
	}
	return names, false, true
}
