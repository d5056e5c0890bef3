// Package elsewhere has the helpers' names taken in a test and in files for other systems.
package elsewhere

import (
	"fmt"
	"net/http"
)

func find(c *http.Client, id string) error {
	resp, err := c.Get("https://api.medipim.be/v4/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}
