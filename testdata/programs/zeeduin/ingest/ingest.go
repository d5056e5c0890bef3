// Package ingest reads raw answers with whatever tool is at hand.
package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// Source is a place to read from.
type Source struct {
	medipimBase string
	hc          *http.Client
}

// NewSource returns a Source.
func NewSource(base string) *Source {
	return &Source{medipimBase: strings.TrimRight(base, "/"), hc: &http.Client{Timeout: 30 * time.Second}}
}

var (
	errAbsent = errors.New("absent")
	errTheirs = errors.New("their fault")
	errRights = errors.New("no rights")
)

func (s *Source) send(ctx context.Context, path string, q any) (*http.Response, []byte, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return nil, nil, err
	}
	for n := time.Duration(1); ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.medipimBase+path, bytes.NewReader(body))
		if err != nil {
			return nil, nil, err
		}
		res, err := s.hc.Do(req)
		if err != nil {
			return nil, nil, err
		}
		raw, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			return nil, nil, err
		}
		if res.StatusCode != http.StatusTooManyRequests || n > 5 {
			return res, raw, nil
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(n * n * time.Second):
		}
	}
}

// Names reads names with gjson.
func (s *Source) Names(ctx context.Context, q any) ([]string, error) {
	res, raw, err := s.send(ctx, "/v4/products/query", q)
	if err != nil {
		return nil, err
	}
	if res.StatusCode >= 400 {
		if gjson.GetBytes(raw, "error.status").Int() == 404 { // want medipimstatus/branch
			return nil, errAbsent
		}
		if res.StatusCode == 404 && gjson.GetBytes(raw, "error.code").Str == "http_method_not_allowed" { // want medipimpair/impossible
			return nil, fmt.Errorf("our bug: %s", raw)
		}
		if res.StatusCode == 404 && gjson.GetBytes(raw, "error.code").Str == "endpoint_not_found" {
			return nil, fmt.Errorf("our bug: %s", raw)
		}
		root := gjson.ParseBytes(raw)
		switch root.Get("error.code").String() {
		case "not_found":
			return nil, errAbsent
		case "no_permission": // want medipimcode/unknown
			return nil, errRights
		}
		text := root.Get("error.message").String()
		if strings.HasSuffix(text, "does not exist") { // want medipimmessage/text
			return nil, errAbsent
		}
		if text == "" {
			text = res.Status
		}
		return nil, fmt.Errorf("%s (%d)", text, root.Get("error.status").Int())
	}
	if gjson.GetBytes(raw, "meta.total").Int() == 0 {
		return nil, errAbsent
	}
	var names []string
	gjson.GetBytes(raw, "results").ForEach(func(_, v gjson.Result) bool {
		// A product's own status, code and message.
		if v.Get("status").Int() == 404 || v.Get("code").String() == "withdrawn" || v.Get("message").String() == "recalled" {
			return true
		}
		names = append(names, v.Get("name.nl").String())
		return true
	})
	return names, nil
}

// flat is the error document, without its outer object.
type flat struct {
	Status  int
	Code    string
	Message string
	Rest    json.RawMessage
}

func (f *flat) UnmarshalJSON(b []byte) error {
	var w struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
		Violations json.RawMessage `json:"violations"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	*f = flat{w.Error.Status, w.Error.Code, w.Error.Message, w.Violations}
	return nil
}

// Brand reads one brand.
func (s *Source) Brand(ctx context.Context, id int) (json.RawMessage, error) {
	res, raw, err := s.send(ctx, "/v4/brands/query", id)
	if err != nil {
		return nil, err
	}
	if res.StatusCode == http.StatusOK {
		return raw, nil
	}
	var f flat
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, err
	}
	if f.Status >= 500 { // want medipimstatus/branch
		return nil, errTheirs
	}
	f.Status = res.StatusCode
	if f.Status >= 500 {
		return nil, errTheirs
	}
	return nil, fmt.Errorf("%d %s %s %s", f.Status, f.Code, f.Message, f.Rest)
}

type failed struct {
	Error struct {
		Status  json.Number `json:"status"`
		Code    string      `json:"code"`
		Message string      `json:"message"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

// Media reads media.
func (s *Source) Media(ctx context.Context, id int) ([]json.RawMessage, error) {
	res, raw, err := s.send(ctx, "/v4/media/query", id)
	if err != nil {
		return nil, err
	}
	var ans struct {
		failed
		Results []json.RawMessage `json:"results"`
		Status  string            `json:"status"`
	}
	if res.StatusCode >= 400 {
		if err := json.Unmarshal(raw, &ans.failed); err != nil {
			return nil, err
		}
		n, err := ans.Error.Status.Int64()
		if err == nil && n == http.StatusForbidden { // want medipimstatus/branch
			return nil, errRights
		}
		return nil, fmt.Errorf("%s: %s %s", ans.Error.Status, ans.Error.Message, ans.failed.Violations)
	}
	if err := json.Unmarshal(raw, &ans); err != nil {
		return nil, err
	}
	// The status beside the results is that of the export.
	if ans.Status == "partial" {
		return nil, errTheirs
	}
	return ans.Results, nil
}

type fault struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type withFault struct {
	Error fault `json:"error"`
}

// Organizations reads organizations.
func (s *Source) Organizations(ctx context.Context) ([]json.RawMessage, error) {
	_, raw, err := s.send(ctx, "/v4/organizations/query", nil)
	if err != nil {
		return nil, err
	}
	var ans struct {
		withFault
		Results []json.RawMessage `json:"results"`
	}
	if err := json.Unmarshal(raw, &ans); err != nil {
		return nil, err
	}
	if ans.Error.Status >= 400 { // want medipimstatus/branch
		return nil, fmt.Errorf("organizations: %s", raw)
	}
	return ans.Results, nil
}

// Family is a node of the tree.
type Family struct {
	ID int `json:"id"`
}

// Families reads the tree, with the number of the document as the old proxy writes it.
func (s *Source) Families(ctx context.Context) ([]Family, error) {
	res, raw, err := s.send(ctx, "/v4/families/query", nil)
	if err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusOK {
		var outer map[string]json.RawMessage
		if err := json.Unmarshal(raw, &outer); err != nil {
			return nil, err
		}
		var inner struct {
			Status  string `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		}
		if err := json.Unmarshal(outer["error"], &inner); err != nil {
			return nil, err
		}
		if inner.Status == "404" { // want medipimstatus/branch
			return nil, errAbsent
		}
		return nil, fmt.Errorf("%s %s %s", res.Status, inner.Code, raw)
	}
	// The tree is big: token by token up to the results.
	dec := json.NewDecoder(bytes.NewReader(raw))
	for {
		tok, err := dec.Token()
		if err != nil {
			return nil, err
		}
		if key, ok := tok.(string); ok && key == "results" {
			break
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	var all []Family
	for dec.More() {
		var f Family
		if err := dec.Decode(&f); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// lean is for callers who need no number: it has none that JSON can reach.
type lean struct {
	Error struct {
		Status  int    `json:"-"`
		Code    string `json:"code"`
		Message string `json:"message"`
		status  int
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

// Touch asks for nothing.
func (s *Source) Touch(ctx context.Context) error {
	res, raw, err := s.send(ctx, "/v4/products/query", struct{}{})
	if err != nil || res.StatusCode < 400 {
		return err
	}
	var l lean
	if err := json.Unmarshal(raw, &l); err != nil {
		return err
	}
	if l.Error.Status == 0 {
		l.Error.Status = res.StatusCode
	}
	l.Error.status = res.StatusCode
	switch {
	case l.Error.Status == http.StatusNotFound, l.Error.status == http.StatusMethodNotAllowed:
		return errAbsent
	case l.Error.Code == "not_authorized":
		return errRights
	case l.Error.Code != "" && l.Error.Message != "":
		return fmt.Errorf("%s: %s %s", l.Error.Code, l.Error.Message, l.Violations)
	}
	return fmt.Errorf("%s", raw)
}

// local names what happened in words of ours.
func local(res *http.Response) string {
	code := "fine"
	switch {
	case res.StatusCode >= 500:
		code = "theirs"
	case res.StatusCode >= 400:
		code = "ours"
	}
	return code
}

// Audit counts answers.
func (s *Source) Audit(ctx context.Context, count map[string]int) error {
	res, raw, err := s.send(ctx, "/v4/products/query", nil)
	if err != nil {
		return err
	}
	if res.StatusCode < 400 {
		count["fine"]++
		return nil
	}
	code := local(res)
	if code == "theirs" {
		count["theirs"]++
	}
	count[gjson.GetBytes(raw, "error.code").String()]++
	return nil
}
