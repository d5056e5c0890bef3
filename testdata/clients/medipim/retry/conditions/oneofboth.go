package conditions

import (
	"net/http"
	"time"
)

var patient = true

// oneOfBoth asks for the error and for the status in one condition: an error made of the 429 would not decide it.
func oneOfBoth(c *http.Client, query []byte) (*http.Response, error) {
	resp, err := send(c, query)
	if !(err != nil) || (resp.StatusCode != http.StatusTooManyRequests) != patient { // want medipimretry/incomplete
		return resp, err
	}
	resp.Body.Close()
	time.Sleep(10 * time.Second)
	return send(c, query)
}
