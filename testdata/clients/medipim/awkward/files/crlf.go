// Package files has files of other line ends, without a last newline, and with build constraints.
package files

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

func windows(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return nil
	}
	if env.Error.Code == "server-error" { // want medipimcode/unknown
		return errors.New("medipim is down")
	}
	return errors.New(env.Error.Code)
}

func windowsSend(c *http.Client, query string) error {
	resp, err := c.Post("https://api.medipim.be/v4/products/query", "application/json", strings.NewReader(query)) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}
