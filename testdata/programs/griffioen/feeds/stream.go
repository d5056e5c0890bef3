package feeds

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"net/http"
	"time"
)

// MedipimFeed reads a stream.
type MedipimFeed struct {
	HTTP *http.Client
	URL  string
}

// NewMedipimFeed reads the stream of the Australian host.
func NewMedipimFeed() *MedipimFeed {
	return &MedipimFeed{HTTP: new(http.Client), URL: "https://api.au.medipim.com/v4/products/stream"}
}

// ErrSlowDown is for 429.
var ErrSlowDown = errors.New("feeds: slow down")

// Line is a line of the stream.
type Line struct {
	Meta   map[string]any  `json:"meta"`
	Result json.RawMessage `json:"result"`
}

func (f *MedipimFeed) request(ctx context.Context, query []byte) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodPost, f.URL, bytes.NewReader(query))
}

// Lines is not reported: 204 is an empty stream, 429 has its sentinel, the rest an error.
func (f *MedipimFeed) Lines(ctx context.Context, query []byte) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		req, err := f.request(ctx, query)
		if err != nil {
			yield(Line{}, err)
			return
		}
		resp, err := f.HTTP.Do(req)
		if err != nil {
			yield(Line{}, err)
			return
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusNoContent:
			return
		case http.StatusTooManyRequests:
			yield(Line{}, ErrSlowDown)
			return
		case http.StatusOK:
		default:
			yield(Line{}, fmt.Errorf("stream: %s", resp.Status))
			return
		}
		dec := json.NewDecoder(resp.Body)
		for dec.More() {
			var l Line
			err := dec.Decode(&l)
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// LinesQuiet is reported: a throttled stream looks like an empty one.
func (f *MedipimFeed) LinesQuiet(ctx context.Context, query []byte) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		req, err := f.request(ctx, query)
		if err != nil {
			yield(Line{}, err)
			return
		}
		resp, err := f.HTTP.Do(req)
		if err != nil {
			yield(Line{}, err)
			return
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusNoContent:
			return
		case http.StatusTooManyRequests: // want medipimretry/swallowed
			log.Print("stream: slow down")
			return
		case http.StatusOK:
		default:
			yield(Line{}, fmt.Errorf("stream: %s", resp.Status))
			return
		}
		dec := json.NewDecoder(resp.Body)
		for dec.More() {
			var l Line
			err := dec.Decode(&l)
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// Each is reported twice: no 429, and the lines of an error answer are taken for results.
func (f *MedipimFeed) Each(ctx context.Context, query []byte, do func(Line)) error {
	req, err := f.request(ctx, query)
	if err != nil {
		return err
	}
	resp, err := f.HTTP.Do(req) // want medipimretry/missing
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
		do(l)
	}
	return sc.Err()
}

// EachOf200 is not reported: the lines are those of a 200, and the errors in them have no other status.
func (f *MedipimFeed) EachOf200(ctx context.Context, query []byte, do func(Line)) error {
	req, err := f.request(ctx, query)
	if err != nil {
		return err
	}
	resp, err := f.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrSlowDown
	}
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("stream: %s", resp.Status)
	}
	sc := bufio.NewScanner(resp.Body)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var l struct {
			Line
			Error *struct {
				Status int    `json:"status"`
				Code   string `json:"code"`
			} `json:"error"`
		}
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return err
		}
		if l.Error != nil {
			if l.Error.Status >= 500 {
				return fmt.Errorf("stream broke off: %s", l.Error.Code)
			}
			log.Printf("line skipped: %s", l.Error.Code)
			continue
		}
		do(l.Line)
	}
	return sc.Err()
}

// Pages is reported: the pages follow each other, and a 429 on any of them is an error like another.
func (f *MedipimFeed) Pages(ctx context.Context) iter.Seq2[[]json.RawMessage, error] {
	return func(yield func([]json.RawMessage, error) bool) {
		for page := 1; ; page++ {
			req, err := f.request(ctx, fmt.Appendf(nil, `{"page":{"no":%d}}`, page))
			if err != nil {
				yield(nil, err)
				return
			}
			resp, err := f.HTTP.Do(req) // want medipimretry/missing
			if err != nil {
				yield(nil, err)
				return
			}
			if resp.StatusCode != http.StatusOK {
				resp.Body.Close()
				yield(nil, errors.New(resp.Status))
				return
			}
			var items []json.RawMessage
			err = json.NewDecoder(resp.Body).Decode(&items)
			resp.Body.Close()
			if !yield(items, err) || err != nil || len(items) == 0 {
				return
			}
		}
	}
}

// PagesPatient is not reported: after a wait the loop comes back to the same page.
func (f *MedipimFeed) PagesPatient(ctx context.Context) iter.Seq2[[]json.RawMessage, error] {
	return func(yield func([]json.RawMessage, error) bool) {
		for page := 1; ; {
			req, err := f.request(ctx, fmt.Appendf(nil, `{"page":{"no":%d}}`, page))
			if err != nil {
				yield(nil, err)
				return
			}
			resp, err := f.HTTP.Do(req)
			if err != nil {
				yield(nil, err)
				return
			}
			if resp.StatusCode == http.StatusTooManyRequests {
				resp.Body.Close()
				select {
				case <-time.After(20 * time.Second):
					continue
				case <-ctx.Done():
					yield(nil, ctx.Err())
					return
				}
			}
			if resp.StatusCode != http.StatusOK {
				resp.Body.Close()
				yield(nil, errors.New(resp.Status))
				return
			}
			var items []json.RawMessage
			err = json.NewDecoder(resp.Body).Decode(&items)
			resp.Body.Close()
			if !yield(items, err) || err != nil || len(items) == 0 {
				return
			}
			page++
		}
	}
}

// Poll is reported: the loop waits for the export, and a 429 ends it like any error.
func (f *MedipimFeed) Poll(ctx context.Context, id string) (string, error) {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.URL+"/exports/"+id, nil)
		if err != nil {
			return "", err
		}
		resp, err := f.HTTP.Do(req) // want medipimretry/missing
		if err != nil {
			return "", err
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return "", fmt.Errorf("export %s: %s", id, resp.Status)
		}
		var job struct {
			State string `json:"state"`
			File  string `json:"file"`
		}
		err = json.NewDecoder(resp.Body).Decode(&job)
		resp.Body.Close()
		if err != nil {
			return "", err
		}
		if job.State == "ready" {
			return job.File, nil
		}
		time.Sleep(5 * time.Second)
	}
}

// PollOn is not reported: a 429 takes the same way as an export that is not ready.
func (f *MedipimFeed) PollOn(ctx context.Context, id string) (string, error) {
	for tick := time.NewTicker(5 * time.Second); ; <-tick.C {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.URL+"/exports/"+id, nil)
		if err != nil {
			return "", err
		}
		resp, err := f.HTTP.Do(req)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return "", fmt.Errorf("export %s: %s", id, resp.Status)
		}
		var job struct {
			State string `json:"state"`
			File  string `json:"file"`
		}
		err = json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(&job)
		resp.Body.Close()
		if err != nil {
			return "", err
		}
		if job.State == "ready" {
			return job.File, nil
		}
	}
}
