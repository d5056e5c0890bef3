package streams

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

type lateLine struct {
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// openOrTell hands the body out of a success, and tells what the body of anything else says.
func openOrTell(resp *http.Response) (io.ReadCloser, error) {
	switch resp.StatusCode {
	case http.StatusOK:
		return resp.Body, nil
	case http.StatusNoContent:
		return nil, nil
	default:
		raw, _ := io.ReadAll(resp.Body)
		return nil, fmt.Errorf("medipim: %s: %s", resp.Status, raw)
	}
}

func drainOpened(resp *http.Response) (int, error) {
	body, err := openOrTell(resp)
	if err != nil || body == nil {
		return 0, err
	}
	return lateFailures(body)
}

func lateFailures(body io.Reader) (n int, err error) {
	sc := bufio.NewScanner(body)
	for sc.Scan() {
		var l lateLine
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return n, err
		}
		if l.Error != nil && l.Error.Status >= 500 {
			n++
		}
	}
	return n, sc.Err()
}

// openWhatever hands the body of a failure out, too.
func openWhatever(resp *http.Response) (io.ReadCloser, error) {
	if resp.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	return resp.Body, nil
}

func drainWhatever(resp *http.Response) (int, error) {
	body, err := openWhatever(resp)
	if err != nil || body == nil {
		return 0, err
	}
	return anyFailures(body) // want medipimunchecked/unchecked
}

func anyFailures(body io.Reader) (n int, err error) {
	sc := bufio.NewScanner(body)
	for sc.Scan() {
		var l lateLine
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return n, err
		}
		if l.Error != nil && l.Error.Status >= 500 { // want medipimstatus/branch
			n++
		}
	}
	return n, sc.Err()
}
