package nightsync

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

var seen [6]atomic.Int64

// settle loops while the body's status says so, the loop's condition is reported.
func settle(body []byte, next func() []byte) error {
	var f fault
	if err := json.Unmarshal(body, &f); err != nil {
		return err
	}
	for n := 0; f.Error.Status >= 500; n++ { // want medipimstatus/branch
		if n > 3 {
			return fmt.Errorf("never settled: %s", f.Error.Message)
		}
		time.Sleep(time.Second)
		f = fault{}
		if err := json.Unmarshal(next(), &f); err != nil {
			return err
		}
	}
	return nil
}

// count stores the body's status and the class of the real one, silent.
func count(resp *http.Response) (stored int) {
	var f fault
	if json.NewDecoder(resp.Body).Decode(&f) != nil {
		return 0
	}
	seen[resp.StatusCode/100].Add(1)
	stored = f.Error.Status
	return stored
}

// quiet is about bodyclose alone, so the branch below is reported.
func quiet(resp *http.Response) bool {
	var f fault
	if json.NewDecoder(resp.Body).Decode(&f) != nil {
		return false
	}
	//nolint: bodyclose // closed by the caller
	if f.Error.Status == 403 { // want medipimstatus/branch
		return true
	}
	return false
}

// hushed carries a directive for this analyzer, silent.
func hushed(resp *http.Response) bool {
	var f fault
	if json.NewDecoder(resp.Body).Decode(&f) != nil {
		return false
	}
	//nolint:bodyclose,medipimstatus // the gateway in front rewrites the status line
	if f.Error.Status == 403 {
		return true
	}
	return f.Error.Code == "forbidden" //nolint:medipimcode // the gateway's word
}
