package pesterclient

import (
	"io"
	"time"

	"github.com/sethgrid/pester"
)

func noDelay(body io.Reader) (*page, error) {
	client := pester.New() // want medipimretry/immediate
	client.SetRetryOnHTTP429(true)
	client.Backoff = func(int) time.Duration { return 0 }
	resp, err := client.Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// ownDelay is not reported.
func ownDelay(body io.Reader) (*page, error) {
	client := pester.New()
	client.SetRetryOnHTTP429(true)
	client.Backoff = func(n int) time.Duration { return time.Duration(n) * 3 * time.Second }
	resp, err := client.Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}
