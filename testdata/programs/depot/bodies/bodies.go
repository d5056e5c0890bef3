package bodies

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// MedipimWriter sends articles.
type MedipimWriter struct {
	client *http.Client
	target string
}

func status(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return fmt.Errorf("write: %s", resp.Status)
	}
	return nil
}

func throttled(resp *http.Response) bool {
	return resp.StatusCode == http.StatusTooManyRequests
}

// One makes the request before the loop, and the second round sends an empty reader.
func (w *MedipimWriter) One(payload []byte) error {
	req, err := http.NewRequest(http.MethodPost, w.target, bytes.NewReader(payload))
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		resp, err := w.client.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if i < 3 && throttled(resp) {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return status(resp)
	}
}

// OneRewound makes the request before the loop as well and takes a fresh body from it each round.
func (w *MedipimWriter) OneRewound(payload []byte) error {
	req, err := http.NewRequest(http.MethodPost, w.target, bytes.NewReader(payload))
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		if i > 0 {
			if req.Body, err = req.GetBody(); err != nil {
				return err
			}
		}
		resp, err := w.client.Do(req)
		if err != nil {
			return err
		}
		if i < 3 && throttled(resp) {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return status(resp)
	}
}

// Two makes a request each round, all of them on one reader.
func (w *MedipimWriter) Two(ctx context.Context, payload []byte) error {
	rd := bytes.NewReader(payload)
	for i := 0; ; i++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, w.target, rd)
		if err != nil {
			return err
		}
		resp, err := w.client.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if i < 3 && throttled(resp) {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return status(resp)
	}
}

// TwoSeeking uses one reader too and goes back to its start each round.
func (w *MedipimWriter) TwoSeeking(ctx context.Context, payload []byte) error {
	rd := bytes.NewReader(payload)
	for i := 0; ; i++ {
		if _, err := rd.Seek(0, io.SeekStart); err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, w.target, rd)
		if err != nil {
			return err
		}
		resp, err := w.client.Do(req)
		if err != nil {
			return err
		}
		if i < 3 && throttled(resp) {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return status(resp)
	}
}

// Three posts a string through a reader that was made once.
func (w *MedipimWriter) Three(line string) error {
	text := strings.NewReader(line)
	for wait := time.Second; ; wait *= 2 {
		resp, err := w.client.Post(w.target, "text/plain", text) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if wait < 20*time.Second && throttled(resp) {
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		return status(resp)
	}
}

// ThreeAnew posts a string through a reader that is made where it is sent.
func (w *MedipimWriter) ThreeAnew(line string) error {
	for wait := time.Second; ; wait *= 2 {
		resp, err := w.client.Post(w.target, "text/plain", strings.NewReader(line))
		if err != nil {
			return err
		}
		if wait < 20*time.Second && throttled(resp) {
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		return status(resp)
	}
}

// Four hands a stranger's reader to every round.
func (w *MedipimWriter) Four(csv io.Reader) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, w.target+"/import", csv)
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "text/csv")
		resp, err := w.client.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if throttled(resp) {
			resp.Body.Close()
			time.Sleep(4 * time.Second)
			continue
		}
		return status(resp)
	}
	return fmt.Errorf("import: still throttled")
}

// FourRead reads the stranger's reader once and sends its bytes each round.
func (w *MedipimWriter) FourRead(csv io.Reader) error {
	all, err := io.ReadAll(csv)
	if err != nil {
		return err
	}
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, w.target+"/import", bytes.NewReader(all))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "text/csv")
		resp, err := w.client.Do(req)
		if err != nil {
			return err
		}
		if throttled(resp) {
			resp.Body.Close()
			time.Sleep(4 * time.Second)
			continue
		}
		return status(resp)
	}
	return fmt.Errorf("import: still throttled")
}

// Five jumps back to the send with the buffer that it drained.
func (w *MedipimWriter) Five(payload []byte) error {
	buf := bytes.NewBuffer(payload)
	tries := 0
send:
	resp, err := w.client.Post(w.target, "application/json", buf) // want medipimretry/unrewound
	if err != nil {
		return err
	}
	if tries++; tries < 4 && throttled(resp) {
		resp.Body.Close()
		time.Sleep(time.Second)
		goto send
	}
	return status(resp)
}

// FiveAbove jumps back to where the buffer is made.
func (w *MedipimWriter) FiveAbove(payload []byte) error {
	tries := 0
send:
	buf := bytes.NewBuffer(payload)
	resp, err := w.client.Post(w.target, "application/json", buf)
	if err != nil {
		return err
	}
	if tries++; tries < 4 && throttled(resp) {
		resp.Body.Close()
		time.Sleep(time.Second)
		goto send
	}
	return status(resp)
}

// Six repeats on 5xx alone, and what it repeats has no body left either.
func (w *MedipimWriter) Six(payload []byte) error {
	req, err := http.NewRequest(http.MethodPatch, w.target, bytes.NewReader(payload))
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		resp, err := w.client.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if i < 3 && resp.StatusCode >= 500 { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return status(resp)
	}
}

// Seven makes a request without a body once and may send it as often as it likes.
func (w *MedipimWriter) Seven(id string) error {
	req, err := http.NewRequest(http.MethodDelete, w.target+"/"+id, nil)
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		resp, err := w.client.Do(req)
		if err != nil {
			return err
		}
		if i < 3 && throttled(resp) {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return status(resp)
	}
}
