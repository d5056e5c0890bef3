// Package rawmembers decodes the members of the body one by one.
package rawmembers

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
)

type inner struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Which member it is, the shape says.
func byItself(raw json.RawMessage) bool {
	var in inner
	if json.Unmarshal(raw, &in) != nil {
		return false
	}
	return in.Status == http.StatusForbidden // want medipimstatus/branch
}

func asReader(raw json.RawMessage) bool {
	var in inner
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	return dec.Decode(&in) == nil && in.Status == http.StatusNotFound // want medipimstatus/branch
}

func unmarshal(b []byte, v any) error { return json.Unmarshal(b, v) }

func throughHelper(raw json.RawMessage) bool {
	var in inner
	return unmarshal(raw, &in) == nil && in.Code == "key_revoked" // want medipimcode/unknown
}

type member struct {
	Name string
	Raw  json.RawMessage
}

func asField(m member) bool {
	var in inner
	return json.Unmarshal(m.Raw, &in) == nil && in.Status == http.StatusUnauthorized // want medipimstatus/branch
}

// The members are read token by token into a table.
func members(dec *json.Decoder) (map[string]json.RawMessage, error) {
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.New("no object")
	}
	out := map[string]json.RawMessage{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, err
		}
		name, ok := t.(string)
		if !ok {
			return nil, errors.New("no key")
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return nil, err
		}
		out[name] = raw
	}
	return out, nil
}

func fromTable(resp *http.Response) (bool, error) {
	m, err := members(json.NewDecoder(resp.Body))
	if err != nil {
		return false, err
	}
	var in inner
	if err := json.Unmarshal(m["error"], &in); err != nil {
		return false, err
	}
	return in.Status == http.StatusForbidden, nil // want medipimstatus/branch
}

// The body as a whole is not what stands below "error".
func whole(b []byte) bool {
	var in inner
	return json.Unmarshal(b, &in) == nil && in.Status == http.StatusForbidden
}

func wholeRaw(resp *http.Response) bool {
	var raw json.RawMessage
	if json.NewDecoder(resp.Body).Decode(&raw) != nil {
		return false
	}
	var in inner
	return json.Unmarshal(raw, &in) == nil && in.Status == http.StatusForbidden
}

// Another member's shape.
func result(raw json.RawMessage) bool {
	var p struct {
		Status string `json:"status"`
		Name   string `json:"name"`
	}
	return json.Unmarshal(raw, &p) == nil && p.Status == "active"
}

// Another member by its name.
func meta(m map[string]json.RawMessage) bool {
	var in inner
	return json.Unmarshal(m["meta"], &in) == nil && in.Status == 1
}
