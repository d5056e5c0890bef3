package shared

import (
	"encoding/json"
	"net/http"
)

func decode(resp *http.Response) (e apiError) {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return e
	}
	return env.Error
}

// Only both fixes make it too long for a line.
func isOut(r *http.Response) bool { e := decode(r); return e.Code == "not_fund" || e.Status == 404 } // want medipimcode/unknown medipimstatus/branch
