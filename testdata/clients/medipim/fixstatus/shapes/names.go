package shapes

import (
	"encoding/json"
	"net/http"
)

// The parameter takes the name that the package of the conversion has.
func strconvShadow(resp *http.Response, strconv string) bool {
	if resp.StatusCode < 400 {
		return false
	}
	var e struct {
		Error struct {
			Status string `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	json.NewDecoder(resp.Body).Decode(&e)
	return e.Error.Status == strconv // want medipimstatus/branch
}
