// Package csvout turns streams of the catalogue into CSV.
package csvout

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const medipimHost = "https://api.sandbox.medipim.be"

// MedipimExport writes one CSV file after the other.
type MedipimExport struct {
	HTTP *http.Client
	Out  *csv.Writer
}

type line struct {
	Meta   json.RawMessage `json:"meta"`
	Result *product        `json:"result"`
	Error  *lineError      `json:"error"`
}

type lineError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type product struct {
	ID   int64  `json:"id"`
	CNK  string `json:"cnk"`
	Name string `json:"name"`
}

var errDown = errors.New("the catalogue is down")

func (x *MedipimExport) query(ctx context.Context, path, filter string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, "POST", medipimHost+path, strings.NewReader(filter))
	if err != nil {
		return nil, err
	}
	return x.HTTP.Do(req) // want medipimretry/missing
}

// Products writes the lines of the stream.
func (x *MedipimExport) Products(ctx context.Context, filter string) error {
	resp, err := x.query(ctx, "/v4/products/stream", filter)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	sc := bufio.NewScanner(resp.Body)
	sc.Buffer(nil, 4<<20)
	for sc.Scan() {
		var l struct {
			Result product `json:"result"`
		}
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil { // want medipimunchecked/unchecked
			return err
		}
		if err := x.write(l.Result); err != nil {
			return err
		}
	}
	return sc.Err()
}

// Brands is Products, after a look at the status. The status of an error line is all that it has.
func (x *MedipimExport) Brands(ctx context.Context, filter string) error {
	resp, err := x.query(ctx, "/v4/brands/stream", filter)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNoContent:
		return nil
	case http.StatusOK:
	default:
		return fmt.Errorf("brands: %s", resp.Status)
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return err
		}
		if l.Error != nil {
			if l.Error.Status >= 500 {
				return fmt.Errorf("brands: stream broken: %s", l.Error.Code)
			}
			continue
		}
		if err := x.write(*l.Result); err != nil {
			return err
		}
	}
	return sc.Err()
}

// Media reads with a Decoder, which has More.
func (x *MedipimExport) Media(ctx context.Context, filter string) (n int, err error) {
	resp, err := x.query(ctx, "/v4/media/stream", filter)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent || resp.StatusCode == http.StatusNotFound {
		return 0, nil
	}
	dec := json.NewDecoder(resp.Body)
	for dec.More() {
		var l struct {
			Result product `json:"result"`
		}
		if err := dec.Decode(&l); err != nil { // want medipimunchecked/partial
			return n, err
		}
		n++
		if err := x.write(l.Result); err != nil {
			return n, err
		}
	}
	return n, nil
}

// lines yields the lines of an answer that was found to be right.
func lines(resp *http.Response) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		if resp.StatusCode != http.StatusOK {
			yield(line{}, fmt.Errorf("stream: %s", resp.Status))
			return
		}
		dec := json.NewDecoder(resp.Body)
		for {
			var l line
			err := dec.Decode(&l)
			if err == io.EOF || !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// Labels ranges over lines.
func (x *MedipimExport) Labels(ctx context.Context, filter string) error {
	resp, err := x.query(ctx, "/v4/labels/stream", filter)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	for l, err := range lines(resp) {
		if err != nil {
			return err
		}
		if l.Result == nil {
			continue
		}
		if err := x.write(*l.Result); err != nil {
			return err
		}
	}
	return nil
}

// Prices reads CSV that the sandbox makes itself.
func (x *MedipimExport) Prices(ctx context.Context) ([][]string, error) {
	resp, err := x.query(ctx, "/v4/prices/export", "{}")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if c := resp.StatusCode; c < 200 || c > 299 {
		return nil, errors.New(resp.Status)
	}
	return csv.NewReader(resp.Body).ReadAll()
}

type totals struct {
	Total int `json:"total"`
	Error *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Count thinks that an answer without an error in it is a good one.
func (x *MedipimExport) Count(ctx context.Context, filter string) (int, error) {
	resp, err := x.query(ctx, "/v4/products/count", filter)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var t totals
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil { // want medipimunchecked/unchecked
		return 0, err
	}
	if t.Error != nil {
		return 0, errors.New(t.Error.Message)
	}
	return t.Total, nil
}

// CountBrands looks at the status before it believes the total.
func (x *MedipimExport) CountBrands(ctx context.Context, filter string) (int, error) {
	resp, err := x.query(ctx, "/v4/brands/count", filter)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var t totals
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return 0, fmt.Errorf("brands: %s: %w", resp.Status, err)
	}
	if resp.StatusCode >= 300 {
		if t.Error != nil {
			return 0, errors.New(t.Error.Code)
		}
		return 0, errors.New(resp.Status)
	}
	return t.Total, nil
}

// total is the helper of the two that follow.
func total(body io.Reader) (int, error) {
	var t struct {
		Total int `json:"total"`
	}
	err := json.NewDecoder(body).Decode(&t)
	return t.Total, err
}

func (x *MedipimExport) CountMedia(ctx context.Context) (int, error) {
	resp, err := x.query(ctx, "/v4/media/count", "{}")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return total(resp.Body) // want medipimunchecked/unchecked
}

func (x *MedipimExport) CountLabels(ctx context.Context) (int, error) {
	resp, err := x.query(ctx, "/v4/labels/count", "{}")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return total(resp.Body)
	}
	return 0, errors.New(resp.Status)
}

// Plain returns the number that the sandbox prints as text.
func (x *MedipimExport) Plain(ctx context.Context) (int, error) {
	resp, err := x.query(ctx, "/v4/ping", "")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return 0, errDown
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(b)))
}

// Deltas has a loop of its own that waits on 429, and believes all else.
func (x *MedipimExport) Deltas(ctx context.Context) (ids []int64, err error) {
	for wait := time.Second; ; wait *= 2 {
		req, err := http.NewRequestWithContext(ctx, "GET", medipimHost+"/v4/deltas", nil)
		if err != nil {
			return nil, err
		}
		resp, err := x.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		err = json.NewDecoder(resp.Body).Decode(&ids) // want medipimunchecked/partial
		resp.Body.Close()
		return ids, err
	}
}

// Removals has the same loop and looks again.
func (x *MedipimExport) Removals(ctx context.Context) (ids []int64, err error) {
	for wait := time.Second; ; wait *= 2 {
		req, err := http.NewRequestWithContext(ctx, "GET", medipimHost+"/v4/removals", nil)
		if err != nil {
			return nil, err
		}
		resp, err := x.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		switch {
		case resp.StatusCode == http.StatusTooManyRequests:
			resp.Body.Close()
			time.Sleep(wait)
			continue
		case resp.StatusCode >= 400:
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&ids)
		resp.Body.Close()
		return ids, err
	}
}

func (x *MedipimExport) write(p product) error {
	return x.Out.Write([]string{strconv.FormatInt(p.ID, 10), p.CNK, p.Name})
}
