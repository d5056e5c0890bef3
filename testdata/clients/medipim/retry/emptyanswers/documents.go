// Package emptyanswers makes up a document where the API gave none.
package emptyanswers

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

const base = "https://api.medipim.be/v4/"

var errThrottled = errors.New("throttled")

func object(day string) ([]byte, error) {
	resp, err := http.Get(base + "report?day=" + day)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 404 || resp.StatusCode == 429 { // want medipimretry/swallowed
		return []byte("{}"), nil
	}
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("report: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func list(day string) (json.RawMessage, error) {
	resp, err := http.Get(base + "reports?day=" + day)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200:
		return io.ReadAll(resp.Body)
	case 429: // want medipimretry/swallowed
		return json.RawMessage(`[]`), nil
	}
	return nil, fmt.Errorf("reports: %s", resp.Status)
}

// marked says in the document what happened.
func marked(day string) ([]byte, error) {
	resp, err := http.Get(base + "report?day=" + day)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return []byte(`{"throttled":true}`), nil
	}
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("report: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// withError says so beside it.
func withError(day string) ([]byte, error) {
	resp, err := http.Get(base + "report?day=" + day)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return []byte("{}"), errThrottled
	}
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("report: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}
