package shared

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// One fix drops the last use of fmt, another one adds one.
func dropped(c *http.Client, req *http.Request) (p product, err error) {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return p, err
}

func gone(resp *http.Response, env *envelope) bool {
	if err := json.NewDecoder(resp.Body).Decode(env); err != nil {
		return false
	}
	return fmt.Sprint(env.Error.Status) == "404" // want medipimstatus/branch
}
