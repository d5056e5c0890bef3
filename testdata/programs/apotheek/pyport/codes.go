package pyport

import (
	"encoding/json"
	"strings"
)

// Silent: a helper that finds the inner dict.
func innerOf(body []byte) map[string]any {
	var payload map[string]any
	if err := json.Unmarshal(body, &payload); err != nil {
		return nil
	}
	inner, _ := payload["error"].(map[string]any)
	return inner
}

// Reported: another API's word, found by walking the dict.
func loginNeeded(body []byte) bool {
	return innerOf(body)["code"] == "unauthenticated" // want medipimcode/unknown
}

// Silent: the catalog's code, found by walking the dict.
func productMissing(body []byte) bool {
	return innerOf(body)["code"] == "not_found"
}

// Reported: code.startswith with a prefix that no code has.
func authProblem(body []byte) bool {
	code, _ := innerOf(body)["code"].(string)
	return strings.HasPrefix(code, "auth_") // want medipimcode/prefix
}

// Silent: code.startswith with a prefix that four codes have.
func authProblemRight(body []byte) bool {
	code, _ := innerOf(body)["code"].(string)
	return strings.HasPrefix(code, "authentication.")
}

// Silent: code.split(".")[0] is a part of the code.
func family(body []byte) bool {
	code, _ := innerOf(body)["code"].(string)
	return strings.Split(code, ".")[0] == "auth"
}

// Reported: "limit" in message.
func throttledByText(body []byte) bool {
	message, _ := innerOf(body)["message"].(string)
	return strings.Contains(strings.ToLower(message), "limit") // want medipimmessage/text
}

// Silent: an empty message is no text.
func speechless(body []byte) bool {
	message, _ := innerOf(body)["message"].(string)
	return strings.TrimSpace(message) == ""
}
