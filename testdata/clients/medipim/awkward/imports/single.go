package imports

import "net/http"

func single(c *http.Client, url string) error {
	resp, err := c.Head(url) // want medipimretry/missing
	if err != nil {
		return err
	}
	resp.Body.Close()
	return check(resp.StatusCode)
}
