package texts

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// The text of an error is its message, also where package fmt asks for it.
func sprint(resp *http.Response) bool {
	e, err := decode(resp)
	return err == nil && strings.HasSuffix(fmt.Sprint(e), "not active") // want medipimmessage/text
}

func sprintf(resp *http.Response) bool {
	e, err := decode(resp)
	if err == nil {
		err = e
	}
	line := fmt.Sprintf("%v (%s)", err, resp.Status)
	return strings.Contains(line, "deactivated") // want medipimmessage/text
}

func cutOff(resp *http.Response) string {
	e, err := decode(resp)
	if err != nil {
		return ""
	}
	if rest, ok := strings.CutPrefix(e.Message, "Retry after "); ok { // want medipimmessage/text
		return rest
	}
	return ""
}

func oneOf(resp *http.Response) bool {
	e, err := decode(resp)
	return err == nil && slices.Contains([]string{"Expired", "Revoked"}, e.Message) // want medipimmessage/text
}
