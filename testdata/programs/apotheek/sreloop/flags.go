package sreloop

import (
	"encoding/json"
	"flag"
	"log"
	"net/http"
	"strings"
)

var maxStatus = flag.Int("max-status", 499, "highest status that is no alarm")

// Reported: compared with a flag instead of a constant.
func alarm(body []byte) bool {
	var env medipimReply
	if err := json.Unmarshal(body, &env); err != nil {
		return true
	}
	return env.Error.Status > *maxStatus // want medipimstatus/branch
}

// Silent: the flag against the real status.
func alarmReal(resp *http.Response) bool {
	return resp.StatusCode > *maxStatus
}

// Silent: the flag against a constant of this program.
func flagSane() bool {
	return *maxStatus >= 400 && *maxStatus < 600
}

// Reported: a loop's condition.
func halve(body []byte) (steps int) {
	var env medipimReply
	if err := json.Unmarshal(body, &env); err != nil {
		return 0
	}
	for status := env.Error.Status; status > 10; status /= 10 { // want medipimstatus/branch
		steps++
	}
	return steps
}

// Silent: it counts by status, and prints.
func histogram(bodies [][]byte) map[int]int {
	seen := map[int]int{}
	for _, body := range bodies {
		var env medipimReply
		if err := json.Unmarshal(body, &env); err != nil {
			continue
		}
		seen[env.Error.Status]++
		log.Printf("status=%d text=%s", env.Error.Status, http.StatusText(env.Error.Status))
	}
	return seen
}

// Silent: a consistency check, guarded in the same condition.
func drift(resp *http.Response) {
	var env medipimReply
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return
	}
	if env.Error.Status != 0 && env.Error.Status != resp.StatusCode {
		log.Printf("body says %d, line says %d", env.Error.Status, resp.StatusCode)
	}
}

// Reported: the pager's switch has a status among the codes and two words of other vendors.
func page(body []byte) int {
	var env medipimReply
	if err := json.Unmarshal(body, &env); err != nil {
		return exitCrit
	}
	code := env.Error.Code
	if code == "" {
		code = "none"
	}
	switch code {
	case "none":
		return exitOK
	case "503": // want medipimcode/status
		return exitCrit
	case "internal_error": // want medipimcode/unknown
		return exitCrit
	case "server_error":
		return exitCrit
	}
	return exitWarn
}

// Silent: a word of this program, looked for in its own output.
func ownOutput(line string) bool {
	return strings.HasPrefix(line, "internal_error") || strings.Contains(line, "503")
}
