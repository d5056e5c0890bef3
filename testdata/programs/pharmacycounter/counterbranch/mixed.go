package counterbranch

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

type medipimBody struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type flat struct {
	Status int
	Code   string
}

// UnmarshalJSON flattens the envelope, nothing to report.
func (f *flat) UnmarshalJSON(b []byte) error {
	var m medipimBody
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	f.Status, f.Code = m.Error.Status, m.Error.Code
	return nil
}

// preferBody takes the body's status where it decodes, else the response's, reported as mixed.
func preferBody(resp *http.Response) error {
	status := resp.StatusCode
	var m medipimBody
	if json.NewDecoder(resp.Body).Decode(&m) == nil {
		status = m.Error.Status
	}
	if status == 404 { // want medipimstatus/mixed
		return errors.New("missing")
	}
	switch status { // want medipimstatus/mixed
	case 401, 403:
		return errors.New("keys")
	}
	return errors.New(m.Error.Code)
}

// firstOf picks the first status that is not zero, reported as mixed.
func firstOf(resp *http.Response) bool {
	var m medipimBody
	_ = json.NewDecoder(resp.Body).Decode(&m)
	status := cmp.Or(m.Error.Status, resp.StatusCode)
	return status == http.StatusForbidden // want medipimstatus/mixed
}

// fallback falls back on the response where the body has none, whose test and use are reported each.
func fallback(resp *http.Response) bool {
	var m medipimBody
	_ = json.NewDecoder(resp.Body).Decode(&m)
	status := resp.StatusCode
	if m.Error.Status != 0 { // want medipimstatus/branch
		status = m.Error.Status
	}
	return status == 404 // want medipimstatus/mixed
}

// either returns one status or the other, nothing to report.
func either(resp *http.Response, trust bool) int {
	var m medipimBody
	if err := json.NewDecoder(resp.Body).Decode(&m); err == nil && trust {
		return m.Error.Status
	}
	return resp.StatusCode
}

// useEither compares what either returned, reported as mixed.
func useEither(resp *http.Response) bool {
	return either(resp, true) >= 500 // want medipimstatus/mixed
}

// early sets the status before the decode fills it again, reported as order.
func early(resp *http.Response) error {
	var m medipimBody
	m.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return err
	}
	if m.Error.Status == 404 { // want medipimstatus/order
		return errors.New("missing")
	}
	return errors.New(m.Error.Code)
}

// earlyFlat sets the status before a custom UnmarshalJSON fills it again, reported as order.
func earlyFlat(resp *http.Response) bool {
	f := flat{Status: resp.StatusCode}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return false
	}
	if err := json.Unmarshal(b, &f); err != nil {
		return false
	}
	return f.Status >= 500 // want medipimstatus/order
}

// flatBody compares the flattened body's status, reported.
func flatBody(resp *http.Response) bool {
	var f flat
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return false
	}
	return f.Status == 405 // want medipimstatus/branch
}

// late sets the status after the decode, silent.
func late(resp *http.Response) error {
	var m medipimBody
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return err
	}
	m.Error.Status = resp.StatusCode
	if m.Error.Status == 404 {
		return errors.New("missing")
	}
	return errors.New(m.Error.Code)
}

// lateFlat sets the flattened status after the decode, silent.
func lateFlat(resp *http.Response) bool {
	f := flat{}
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return false
	}
	f.Status = resp.StatusCode
	return f.Status >= 500
}

// onlyReal has two variables and compares the one from the response, silent.
func onlyReal(resp *http.Response) bool {
	status := resp.StatusCode
	var m medipimBody
	_ = json.NewDecoder(resp.Body).Decode(&m)
	inBody := m.Error.Status
	println("body", inBody)
	return status == 404
}

// overwritten replaces the body's status on every path, silent.
func overwritten(resp *http.Response) bool {
	var m medipimBody
	_ = json.NewDecoder(resp.Body).Decode(&m)
	status := m.Error.Status
	println("body", status)
	status = resp.StatusCode
	return status == 404
}

// literal builds a value from the response's status and the body's code, silent.
func literal(resp *http.Response) bool {
	var m medipimBody
	_ = json.NewDecoder(resp.Body).Decode(&m)
	f := flat{Status: resp.StatusCode, Code: m.Error.Code}
	return f.Status == 404 && f.Code == "not_found"
}

// agrees compares the two statuses with each other, silent.
func agrees(resp *http.Response) bool {
	var m medipimBody
	_ = json.NewDecoder(resp.Body).Decode(&m)
	return m.Error.Status == resp.StatusCode
}

// warn logs a difference between the two statuses, guarded by a test for zero, silent.
func warn(resp *http.Response, logf func(string, ...any)) {
	var m medipimBody
	_ = json.NewDecoder(resp.Body).Decode(&m)
	if m.Error.Status != 0 && m.Error.Status != resp.StatusCode {
		logf("body says %d, response says %d", m.Error.Status, resp.StatusCode)
	}
}
