// Package uploads retries what another package sends.
package uploads

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"

	"example.com/clients/chain/send"
)

// Same gives every try the same reader.
func Same(c *http.Client, list []byte) error {
	body := bytes.NewBuffer(list)
	for n := range 3 {
		resp, err := send.Upload(c, "/products/seen", body) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Second << n)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("seen: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("seen: refused")
}

// New makes a reader for each try.
func New(c *http.Client, list string) error {
	for n := range 3 {
		resp, err := send.Upload(c, "/products/seen", strings.NewReader(list))
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Second << n)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("seen: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("seen: refused")
}

// Bytes are read anew by what is called.
func Bytes(c *http.Client, query []byte) error {
	for n := range 3 {
		resp, err := send.Post(c, "/products/query", query)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Second << n)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("query: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("query: refused")
}
