// Package bulkup sends a sheet of products to the catalogue, row by row, and writes a report of what became
// of each row.
package bulkup

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net/http"
	"slices"
	"time"
)

// Row is a line of the sheet.
type Row struct {
	SKU    string
	Fields map[string]string
}

// Outcome is a line of the report.
type Outcome struct {
	SKU        string
	Saved      bool
	Note       string
	Violations json.RawMessage
}

// MedipimUploader uploads rows.
type MedipimUploader struct {
	Client *http.Client
	Base   string
	Key    string
	Secret string
	Pause  time.Duration
}

func busy(status int) bool { return status == http.StatusTooManyRequests || status >= 500 }

func (u *MedipimUploader) request(ctx context.Context, path string, row Row) (*http.Request, error) {
	b, err := json.Marshal(row.Fields)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.Base+path, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(u.Key, u.Secret)
	return req, nil
}

// put sends one row. The predicate above knows of 429.
func (u *MedipimUploader) put(ctx context.Context, row Row) (*http.Response, error) {
	pause := max(u.Pause, time.Second)
	for range 6 {
		req, err := u.request(ctx, "/v4/products/save", row)
		if err != nil {
			return nil, err
		}
		resp, err := u.Client.Do(req)
		if err != nil {
			return nil, err
		}
		if !busy(resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(pause)
		pause *= 2
	}
	return nil, fmt.Errorf("%s: the catalogue stays busy", row.SKU)
}

// Upload sends all rows and logs what went wrong.
func (u *MedipimUploader) Upload(ctx context.Context, rows []Row) (saved int, err error) {
	for _, row := range rows {
		resp, err := u.put(ctx, row)
		if err != nil {
			return saved, err
		}
		resp.Body.Close()
		if resp.StatusCode == 422 { // want medipimviolations/dropped
			log.Printf("%s: does not pass validation, left out", row.SKU)
			continue
		}
		if resp.StatusCode > 399 {
			return saved, fmt.Errorf("%s: %s", row.SKU, resp.Status)
		}
		saved++
	}
	return saved, nil
}

// Report is Upload with a line for each row.
func (u *MedipimUploader) Report(ctx context.Context, rows []Row) ([]Outcome, error) {
	out := make([]Outcome, 0, len(rows))
	for _, row := range rows {
		o, err := u.one(ctx, row)
		if err != nil {
			return out, err
		}
		out = append(out, o)
	}
	return out, nil
}

func (u *MedipimUploader) one(ctx context.Context, row Row) (Outcome, error) {
	resp, err := u.put(ctx, row)
	if err != nil {
		return Outcome{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return Outcome{}, err
	}
	o := Outcome{SKU: row.SKU}
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated, http.StatusNoContent:
		o.Saved = true
	case http.StatusUnprocessableEntity:
		o.Note = "refused"
		o.Violations = violationsOf(raw)
		log.Printf("%s: refused", row.SKU)
	default:
		o.Note = resp.Status
	}
	return o, nil
}

func violationsOf(raw []byte) json.RawMessage {
	var body struct {
		Violations json.RawMessage `json:"violations"`
		Error      struct {
			Code       string          `json:"code"`
			Violations json.RawMessage `json:"violations"`
		} `json:"error"`
	}
	if json.Unmarshal(raw, &body) != nil {
		return nil
	}
	if body.Violations != nil {
		return body.Violations
	}
	return body.Error.Violations
}

var errRefused = errors.New("refused")

// verdict says in words what a status means; it never sees the body.
func verdict(status int) error {
	switch status {
	case http.StatusBadRequest:
		return errors.New("the sheet has a column that the catalogue does not know")
	case http.StatusUnauthorized:
		return errors.New("key or secret is wrong")
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return errRefused
	}
	if status >= 400 {
		return fmt.Errorf("HTTP %d", status)
	}
	return nil
}

// Check uploads one row and says what happened in words.
func (u *MedipimUploader) Check(ctx context.Context, row Row) error {
	resp, err := u.put(ctx, row)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return verdict(resp.StatusCode)
}

// Explain uploads one row; the violations join the error.
func (u *MedipimUploader) Explain(ctx context.Context, row Row) error {
	resp, err := u.put(ctx, row)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		raw, err := io.ReadAll(resp.Body)
		return errors.Join(errRefused, err, errors.New(string(violationsOf(raw))))
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

// Replace is the older form of Explain.
func (u *MedipimUploader) Replace(ctx context.Context, row Row) error {
	resp, err := u.put(ctx, row)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	var e struct {
		Error struct {
			Code    string
			Message string
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	switch resp.StatusCode {
	case 400, 422: // want medipimviolations/dropped
		return fmt.Errorf("row %s is not right: %s", row.SKU, e.Error.Message)
	case 403:
		return fmt.Errorf("row %s: no permission", row.SKU)
	default:
		return fmt.Errorf("row %s: %s", row.SKU, resp.Status)
	}
}

// RefusedRow carries the answer to the report writer.
type RefusedRow struct {
	Row    Row
	Answer *http.Response
}

func (r *RefusedRow) Error() string { return r.Row.SKU + " refused" }

// Hand hands the response over, body still open.
func (u *MedipimUploader) Hand(ctx context.Context, row Row) error {
	resp, err := u.put(ctx, row)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return &RefusedRow{row, resp}
	}
	resp.Body.Close()
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

// ---- deletions: another program, once; it came with its own loop ----

// MedipimRemover deletes rows.
type MedipimRemover struct {
	up     *MedipimUploader
	retry  map[int]bool
	again  []int
	period time.Duration
}

func NewMedipimRemover(up *MedipimUploader) *MedipimRemover {
	return &MedipimRemover{up: up, period: 3 * time.Second}
}

var passing = map[int]bool{
	http.StatusBadGateway:         true,
	http.StatusServiceUnavailable: true,
	http.StatusGatewayTimeout:     true,
}

var waits = map[int]time.Duration{
	http.StatusTooManyRequests:    20 * time.Second,
	http.StatusBadGateway:         2 * time.Second,
	http.StatusServiceUnavailable: 5 * time.Second,
}

var transient = []int{408, 500, 502, 503, 504}

func (m *MedipimRemover) Remove(ctx context.Context, row Row) error {
	for n := 1; ; n++ {
		req, err := m.up.request(ctx, "/v4/products/remove", row)
		if err != nil {
			return err
		}
		resp, err := m.up.Client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if passing[resp.StatusCode] && n < 4 { // want medipimretry/incomplete
			time.Sleep(m.period)
			continue
		}
		if resp.StatusCode >= 400 {
			return errors.New(resp.Status)
		}
		return nil
	}
}

// RemoveMedia looks in the map with the waits, which has 429.
func (m *MedipimRemover) RemoveMedia(ctx context.Context, row Row) error {
	for n := 1; ; n++ {
		req, err := m.up.request(ctx, "/v4/media/remove", row)
		if err != nil {
			return err
		}
		resp, err := m.up.Client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if wait, ok := waits[resp.StatusCode]; ok && n < 4 {
			time.Sleep(wait)
			continue
		}
		if resp.StatusCode >= 400 {
			return errors.New(resp.Status)
		}
		return nil
	}
}

func (m *MedipimRemover) RemoveLabel(ctx context.Context, row Row) error {
	var last string
	for n := range 5 {
		if n > 0 {
			time.Sleep(m.period << n)
		}
		req, err := m.up.request(ctx, "/v4/labels/remove", row)
		if err != nil {
			return err
		}
		resp, err := m.up.Client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !slices.Contains(transient, resp.StatusCode) { // want medipimretry/incomplete
			if resp.StatusCode >= 400 {
				return errors.New(resp.Status)
			}
			return nil
		}
		last = resp.Status
	}
	return errors.New(last)
}

// RemoveBrand asks the keys of the map with the waits.
func (m *MedipimRemover) RemoveBrand(ctx context.Context, row Row) error {
	again := slices.Collect(maps.Keys(waits))
	var last string
	for n := range 5 {
		if n > 0 {
			time.Sleep(m.period << n)
		}
		req, err := m.up.request(ctx, "/v4/brands/remove", row)
		if err != nil {
			return err
		}
		resp, err := m.up.Client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !slices.Contains(again, resp.StatusCode) {
			if resp.StatusCode >= 400 {
				return errors.New(resp.Status)
			}
			return nil
		}
		last = resp.Status
	}
	return errors.New(last)
}

// RemoveText retries whatever is not a success: that is 429 too.
func (m *MedipimRemover) RemoveText(ctx context.Context, row Row) error {
	var err error
	for n := range 3 {
		time.Sleep(time.Duration(n) * m.period)
		if err = m.removeText(ctx, row); err == nil {
			return nil
		}
	}
	return err
}

func (m *MedipimRemover) removeText(ctx context.Context, row Row) error {
	req, err := m.up.request(ctx, "/v4/texts/remove", row)
	if err != nil {
		return err
	}
	resp, err := m.up.Client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return errors.New(resp.Status)
	}
	return nil
}
