// Package resend tries again with a request whose body the first try has read.
package resend

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

var errThrottled = errors.New("medipim: throttled")

// Run posts a query and returns the answer's body.
func Run(base string) (string, error) {
	req, err := http.NewRequest(http.MethodPost, base+"/v4/products/query", strings.NewReader(`{"page":1}`))
	if err != nil {
		return "", err
	}
	for n := range 5 {
		resp, err := http.DefaultClient.Do(req) // want medipimretry/unrewound
		if err != nil {
			return "", err
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		switch {
		case err != nil:
			return "", err
		case resp.StatusCode == http.StatusTooManyRequests:
			time.Sleep(50 * time.Millisecond << n)
			continue
		case resp.StatusCode != http.StatusOK:
			return "", fmt.Errorf("medipim: %s", resp.Status)
		}
		return string(data), nil
	}
	return "", errThrottled
}
