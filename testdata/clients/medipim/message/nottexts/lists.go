package nottexts

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// What came before is no text of the program's.
func distinct(resps []*http.Response) (out []string) {
	for _, resp := range resps {
		if e, err := decode(resp); err == nil && !slices.Contains(out, e.Message) {
			out = append(out, e.Message)
		}
	}
	return out
}

func once(resps []*http.Response) (out []string) {
	seen := map[string]bool{}
	for _, resp := range resps {
		e, err := decode(resp)
		if err != nil || seen[e.Message] {
			continue
		}
		seen[e.Message] = true
		out = append(out, fmt.Sprint(e))
	}
	return out
}

func shortened(resp *http.Response) string {
	e, err := decode(resp)
	if err != nil {
		return ""
	}
	rest, _ := strings.CutPrefix(e.Message, "Error: ")
	return strings.TrimSuffix(rest, ".")
}
