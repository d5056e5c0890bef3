//medipimlint:client

// Package variants writes what the other packages do in other ways.
package variants

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log"
	"net/http"
	"time"
)

type api struct {
	hc   *http.Client
	root string
	page *template.Template
}

// send waits and sends again when the API is throttling.
func (a *api) send(path string, payload []byte) (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := a.hc.Post(a.root+path, "application/json", bytes.NewReader(payload))
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// AsJSON tells the browser in JSON.
func (a *api) AsJSON(w http.ResponseWriter, payload []byte) {
	resp, err := a.send("/v4/a", payload)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		_ = json.NewEncoder(w).Encode(map[string]string{"problem": "invalid"})
	}
}

// AsPage renders a page.
func (a *api) AsPage(w http.ResponseWriter, payload []byte) {
	resp, err := a.send("/v4/b", payload)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		_ = a.page.ExecuteTemplate(w, "refused", nil)
	}
}

// AsBytes writes a line.
func (a *api) AsBytes(w http.ResponseWriter, payload []byte) {
	resp, err := a.send("/v4/c", payload)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		_, _ = w.Write([]byte("not valid"))
	}
}

// Back sends the browser back, without a word, silent.
func (a *api) Back(w http.ResponseWriter, r *http.Request, payload []byte) {
	resp, err := a.send("/v4/d", payload)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		http.Redirect(w, r, "/form", http.StatusSeeOther)
	}
}

// Proxied hands the answer on, silent.
func (a *api) Proxied(w http.ResponseWriter, payload []byte) {
	resp, err := a.send("/v4/e", payload)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = io.Copy(w, resp.Body)
	}
}

type job struct {
	id      int
	payload []byte
}

// Job logs what was sent, which says nothing of the answer.
func (a *api) Job(j job) error {
	resp, err := a.send("/v4/f", j.payload)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		log.Printf("job %d is not valid: %s", j.id, j.payload)
		return nil
	}
	return nil
}

// Text says so in an error, with the request.
func (a *api) Text(payload []byte) error {
	resp, err := a.send("/v4/g", payload)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("%s is not valid", string(payload))
	}
	return nil
}

// Buffered logs what was read into the buffer that it was given, silent.
func (a *api) Buffered(payload []byte, buf *bytes.Buffer) error {
	resp, err := a.send("/v4/h", payload)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := buf.ReadFrom(resp.Body); err != nil {
		return err
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return fmt.Errorf("not valid: %s", buf.String())
	}
	return nil
}

// refused reads the body that it is given, silent.
func refused(status int, body []byte) error {
	if status == http.StatusUnprocessableEntity {
		return fmt.Errorf("not valid: %s", body)
	}
	return errors.New("failed")
}

// Given has its errors made by refused.
func (a *api) Given(payload []byte) error {
	resp, err := a.send("/v4/i", payload)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		return refused(resp.StatusCode, body)
	}
	return nil
}

type fault struct {
	Error struct {
		Code string `json:"code"`
		Text string `json:"message"`
	} `json:"error"`
}

// Either asks in two ways for the same, reported once.
func (a *api) Either(payload []byte) error {
	resp, err := a.send("/v4/j", payload)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	var f fault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return err
	}
	if resp.StatusCode == http.StatusUnprocessableEntity || f.Error.Code == "validation_failed" { // want medipimviolations/dropped
		return errors.New("not valid")
	}
	return errors.New(f.Error.Text)
}

// Within asks for the code within the branch of the status, reported once.
func (a *api) Within(payload []byte) error {
	resp, err := a.send("/v4/k", payload)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	var f fault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return err
	}
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		if f.Error.Code == "validation_failed" {
			return errors.New("not valid")
		}
		return errors.New("not processed")
	}
	return errors.New(f.Error.Text)
}

// Twice asks in two places, reported twice.
func (a *api) Twice(payload []byte) error {
	resp, err := a.send("/v4/l", payload)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		log.Print("not valid")
	}
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return errors.New("not valid")
	}
	return nil
}

// TooLate asks for the code where the status was ruled out before.
func (a *api) TooLate(payload []byte) error {
	resp, err := a.send("/v4/w", payload)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	var f fault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotFound {
		return nil
	}
	if f.Error.Code == "bad_request" || f.Error.Code == "not_found" { // want medipimpair/impossible
		return errors.New("gone")
	}
	return errors.New(f.Error.Text)
}
