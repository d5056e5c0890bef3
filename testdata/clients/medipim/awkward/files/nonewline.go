package files

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
)

func number(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if strconv.Itoa(env.Error.Status) == "404" { // want medipimstatus/branch
		return nil
	}
	return errors.New(env.Error.Code)
}

func send(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return errors.New(resp.Status)
} // the file ends here
