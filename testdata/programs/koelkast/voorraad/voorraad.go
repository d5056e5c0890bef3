// Package voorraad asks the till how much there is.
package voorraad

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"time"
)

// Till is a machine in the shop.
type Till struct {
	Address string
}

// Count retries server trouble only, and decodes without a look: the till is no vendor.
func (t Till) Count(id string) (n int, err error) {
	for range 3 {
		resp, err := http.Get(t.Address + "/count/" + id)
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusServiceUnavailable {
			time.Sleep(time.Second)
			continue
		}
		err = json.NewDecoder(resp.Body).Decode(&n)
		return n, err
	}
	return 0, io.ErrUnexpectedEOF
}

// Open ends the program on 429: the till is no vendor.
func (t Till) Open() error {
	resp, err := http.Get(t.Address + "/open")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		os.Exit(1)
	}
	return nil
}
