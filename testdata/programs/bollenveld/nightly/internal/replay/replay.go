//medipimlint:client

// Package replay reads answers that were saved with --record, to debug an
// export without the network.
package replay

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
)

// Saved is one answer on disk.
type Saved struct {
	HTTP int             `json:"http"`
	URL  string          `json:"url"`
	Body json.RawMessage `json:"body"`
}

type apiError struct {
	Status  json.Number `json:"status"`
	Code    string      `json:"code"`
	Message string      `json:"message"`
}

// Stats counts what an export met.
type Stats struct {
	OK, Throttled, Missing, Broken int
	ByCode                         map[string]int
}

// Count reads a recording.
func Count(r io.Reader) (Stats, error) {
	st := Stats{ByCode: map[string]int{}}
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		var s Saved
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			return st, err
		}
		if s.HTTP < 400 {
			st.OK++
			continue
		}
		var env struct {
			Error apiError `json:"error"`
		}
		if err := json.Unmarshal(s.Body, &env); err != nil {
			st.Broken++
			continue
		}
		st.ByCode[env.Error.Code]++
		switch {
		case s.HTTP == 429 && env.Error.Code == "too_many_requests":
			st.Throttled++
		case env.Error.Status == "404": // want medipimstatus/branch
			st.Missing++
		case s.HTTP >= 500:
			st.Broken++
		}
		fmt.Printf("%s: status line %d, body %s\n", s.URL, s.HTTP, env.Error.Status)
	}
	return st, sc.Err()
}
