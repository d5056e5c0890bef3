// Package transported hands answers on as they are, and keeps one for itself.
package transported

import "net/http"

const base = "https://api.medipim.be/v4"

// Ping leaves its answer to those who call: this package looks at no status, and its fix does so only to
// send again.
func Ping(c *http.Client) (*http.Response, error) {
	return c.Get(base + "/ping")
}

// Total answers by itself.
func Total(c *http.Client) (string, error) {
	resp, err := c.Get(base + "/products/count") // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Header.Get("X-Total"), nil
}
