package streams

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

// A reply has the status beside the bytes.
type reply struct {
	status int
	bytes  []byte
}

func get(c *http.Client, req *http.Request) (reply, error) {
	for {
		resp, err := c.Do(req)
		if err != nil {
			return reply{}, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		return reply{resp.StatusCode, b}, err
	}
}

type entry struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func found(c *http.Client, req *http.Request) (n int, err error) {
	r, err := get(c, req)
	if err != nil {
		return 0, err
	}
	if r.status != http.StatusOK {
		return 0, errors.New("medipim: " + http.StatusText(r.status))
	}
	for line := range bytes.Lines(r.bytes) {
		var e entry
		if json.Unmarshal(line, &e) != nil || e.Error.Status == http.StatusNotFound {
			continue
		}
		n++
	}
	return n, nil
}

// Nothing has looked at the status.
func foundBlindly(c *http.Client, req *http.Request) (n int, err error) {
	r, err := get(c, req)
	if err != nil {
		return 0, err
	}
	for line := range bytes.Lines(r.bytes) {
		var e entry
		if json.Unmarshal(line, &e) != nil || e.Error.Status == http.StatusNotFound { // want medipimstatus/branch
			continue
		}
		n++
	}
	return n, nil
}

func scannedThrough(c *http.Client, req *http.Request) (n int, err error) {
	r, err := get(c, req)
	if err != nil {
		return 0, err
	}
	if r.status >= 300 {
		return 0, errors.New("medipim: " + http.StatusText(r.status))
	}
	for sc := bufio.NewScanner(bytes.NewReader(r.bytes)); sc.Scan(); n++ {
		var e entry
		if json.Unmarshal(sc.Bytes(), &e) == nil && e.Error.Status == http.StatusNotFound {
			n--
		}
	}
	return n, nil
}
