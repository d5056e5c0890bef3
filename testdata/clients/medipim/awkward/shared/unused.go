package shared

import (
	"encoding/json"
	"net/http"
	"strings"
)

// Two fixes of one rule, and one of another, drop the uses of strings, which neither of them alone leaves unused.
func unused(resp *http.Response) string {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return ""
	}
	if strings.Contains(env.Error.Message, "Not found") { // want medipimmessage/text
		return "gone"
	}
	if strings.Contains(env.Error.Message, "Too many requests") { // want medipimmessage/text
		return "later"
	}
	return ""
}

// Another import takes the place of the one that goes.
func instead(resp *http.Response) bool {
	var env struct {
		Error struct {
			Status string `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false
	}
	return strings.TrimSpace(env.Error.Status) == "500" // want medipimstatus/branch
}
