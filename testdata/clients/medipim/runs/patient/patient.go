// Package patient tries again when the server fails, and not when it is asked to slow down.
package patient

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Run posts a query and returns the answer's body.
func Run(base string) (string, error) {
	for n := 0; ; n++ {
		resp, err := http.Post(base+"/v4/products/query", "application/json", strings.NewReader(`{"page":1}`))
		if err != nil {
			return "", err
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return "", err
		}
		if resp.StatusCode >= 500 && n < 4 { // want medipimretry/incomplete
			time.Sleep(50 * time.Millisecond << n)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return "", fmt.Errorf("medipim: %s", resp.Status)
		}
		return string(data), nil
	}
}
