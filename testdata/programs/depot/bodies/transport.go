package bodies

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

type medipimResend struct{ next http.RoundTripper }

// RoundTrip waits on 429 and sends the request with whatever is left of its body.
func (t medipimResend) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := time.Duration(1); ; n++ {
		resp, err := t.next.RoundTrip(req) // want medipimretry/unrewound
		if err != nil || resp.StatusCode != 429 || n > 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(n * time.Second)
	}
}

// Order posts through the transport above.
func Order(target string, lines map[string]int) error {
	b, err := json.Marshal(lines)
	if err != nil {
		return err
	}
	c := http.Client{Transport: medipimResend{next: http.DefaultTransport}}
	resp, err := c.Post(target, "application/json", bytes.NewReader(b))
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("order: %s", resp.Status)
	}
	return nil
}
