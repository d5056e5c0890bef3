package stream

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"example.com/depot/medipimhttp"
)

const medipimStream = "https://api.medipim.be/v4/products/stream"

// Line is one line of the stream.
type Line struct {
	Result json.RawMessage `json:"result"`
}

func open(query []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, medipimStream, bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	return medipimhttp.NewClient().Do(req)
}

// Scan decodes the lines of any answer; the client below it waits on 429.
func Scan(query []byte, each func(Line)) error {
	resp, err := open(query)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var l Line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil { // want medipimunchecked/unchecked
			return err
		}
		each(l)
	}
	return sc.Err()
}

// ScanOK decodes the lines of a 200 and knows that 204 has none.
func ScanOK(query []byte, each func(Line)) error {
	resp, err := open(query)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNoContent:
		return nil
	case http.StatusOK:
	default:
		return fmt.Errorf("stream: %s", resp.Status)
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var l Line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return err
		}
		each(l)
	}
	return sc.Err()
}

// Collect decodes value after value from any answer.
func Collect(query []byte) (all []Line, err error) {
	resp, err := open(query)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	dec := json.NewDecoder(resp.Body)
	for {
		var l Line
		err := dec.Decode(&l) // want medipimunchecked/unchecked
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
}

// CollectOK does so below 300, and waits by itself as well.
func CollectOK(query []byte) (all []Line, err error) {
	var resp *http.Response
	for n := range 3 {
		if resp, err = open(query); err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			break
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("stream: %s", resp.Status)
	}
	dec := json.NewDecoder(resp.Body)
	for dec.More() {
		var l Line
		if err := dec.Decode(&l); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}
