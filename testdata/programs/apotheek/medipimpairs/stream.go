package medipimpairs

import (
	"bufio"
	"encoding/json"
	"net/http"
)

type line2 struct {
	Error *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Silent: the lines of a stream have no status of their own.
func lines(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return errOther
	}
	scanner := bufio.NewScanner(resp.Body)
	for scanner.Scan() {
		var l line2
		if err := json.Unmarshal(scanner.Bytes(), &l); err != nil {
			return err
		}
		if l.Error == nil {
			continue
		}
		if l.Error.Code == "not_found" || l.Error.Status == 500 {
			return errMissing
		}
	}
	return scanner.Err()
}
