//medipimlint:client

// Package tokens goes through answers token by token.
package tokens

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// firstText goes to the first value under a key.
func firstText(dec *json.Decoder, key string) (string, error) {
	for {
		t, err := dec.Token()
		if err != nil {
			return "", err
		}
		if k, ok := t.(string); !ok || k != key {
			continue
		}
		v, err := dec.Token()
		if err != nil {
			return "", err
		}
		s, _ := v.(string)
		return s, nil
	}
}

// The line's number decides; the tokens give the words.
func check(resp *http.Response) error {
	switch {
	case resp.StatusCode < 400:
		return nil
	case resp.StatusCode == http.StatusNotFound:
		return errors.New("absent")
	}
	words, err := firstText(json.NewDecoder(resp.Body), "message")
	if err != nil {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return fmt.Errorf("status %d: %s", resp.StatusCode, words)
}

// The object's delimiter is skipped, then the members are decoded one by one.
func members(dec *json.Decoder) (map[string]json.RawMessage, error) {
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.Join(errors.New("no object"), err)
	}
	out := map[string]json.RawMessage{}
	for dec.More() {
		k, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return nil, err
		}
		out[k.(string)] = raw
	}
	return out, nil
}

type inner struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// The inner object is decoded from its raw message, and its number is asked.
func innerNumber(raw json.RawMessage) bool {
	var in inner
	if json.Unmarshal(raw, &in) != nil {
		return false
	}
	return in.Status == 403 // want medipimstatus/branch
}

// The inner object is decoded from its raw message, and its code is asked.
func innerCode(raw json.RawMessage) bool {
	var in inner
	return json.Unmarshal(raw, &in) == nil && in.Code == "not_authorized"
}

// Both ways of the members are used on the bytes of an answer that failed.
func refused(r io.Reader) (bool, error) {
	m, err := members(json.NewDecoder(r))
	if err != nil {
		return false, err
	}
	return innerNumber(m["error"]) || innerCode(m["error"]), nil
}

var _ = []any{refused, check}
