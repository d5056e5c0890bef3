// Package legacy is the old client, from the days of ioutil. It has been in production since 2017.
package legacy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/ioutil"
	"log"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// BaseURL is set by main from the ini file.
var BaseURL string

var (
	ErrNotFound = errors.New("legacy: not found")
	ErrLogin    = errors.New("legacy: login refused")
)

const maxTries = 6

type auth struct{ id, secret string }

// Api is the entry point.
type Api struct {
	auth    auth
	verbose bool
}

func NewApi(id, secret string) *Api { return &Api{auth: auth{id, secret}} }

// Get calls itself for another go as long as tries are left.
func (a *Api) Get(path string, v interface{}) error { return a.get(path, v, maxTries) }

func (a *Api) get(path string, v interface{}, left int) error {
	req, err := http.NewRequest("GET", BaseURL+path, nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth(a.auth.id, a.auth.secret)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	raw, err := ioutil.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode == 429 && left > 0 {
		a.nap(resp, maxTries-left)
		return a.get(path, v, left-1)
	}
	if err := a.verdict(resp, raw); err != nil {
		return err
	}
	return json.Unmarshal(raw, v)
}

// Post does with a label what Get does with recursion.
func (a *Api) Post(path string, in, out interface{}) error {
	payload, err := json.Marshal(in)
	if err != nil {
		return err
	}
	tries := 0
again:
	req, err := http.NewRequest("POST", BaseURL+path, bytes.NewBuffer(payload))
	if err != nil {
		return err
	}
	req.SetBasicAuth(a.auth.id, a.auth.secret)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	raw, err := ioutil.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return err
	}
	if (resp.StatusCode == 429 || resp.StatusCode >= 502) && tries < maxTries {
		a.nap(resp, tries)
		tries++
		goto again
	}
	if err := a.verdict(resp, raw); err != nil {
		return err
	}
	if out == nil || len(raw) == 0 {
		return nil
	}
	return json.Unmarshal(raw, out)
}

func (a *Api) nap(resp *http.Response, nth int) {
	d := time.Duration(1<<uint(nth)) * time.Second
	if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && n > 0 {
		d = time.Duration(n) * time.Second
	}
	if a.verbose {
		log.Printf("%s: waiting %v", resp.Status, d)
	}
	time.Sleep(d)
}

// verdict is nil for 2xx only.
func (a *Api) verdict(resp *http.Response, raw []byte) error {
	if resp.StatusCode/100 == 2 {
		return nil
	}
	var body struct {
		Error struct {
			Status  int
			Code    string
			Message string
		}
	}
	if err := json.Unmarshal(raw, &body); err != nil {
		log.Printf("legacy: unreadable error body (%d bytes): %v", len(raw), err)
	}
	if body.Error.Status != resp.StatusCode {
		log.Printf("legacy: body says %d, header says %d", body.Error.Status, resp.StatusCode)
	}
	switch resp.StatusCode {
	case 401:
		if strings.HasPrefix(body.Error.Code, "authentication.") {
			return ErrLogin
		}
	case 404:
		if body.Error.Code == "endpoint_not_found" {
			return fmt.Errorf("legacy: no such endpoint: %s", resp.Request.URL.Path)
		}
		return ErrNotFound
	case 422:
		return fmt.Errorf("legacy: refused: %s", raw)
	}
	return fmt.Errorf("legacy: %s: %s", resp.Status, body.Error.Message)
}

// Exists is true when the product is there.
func (a *Api) Exists(id string) (bool, error) {
	var p map[string]interface{}
	switch err := a.Get("/v4/products/find?id="+id, &p); err {
	case nil:
		return true, nil
	case ErrNotFound:
		return false, nil
	default:
		return false, err
	}
}

// Wait polls an export until it is ready; a throttled poll is merely the next poll.
func (a *Api) Wait(id string, every time.Duration) (string, error) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for n := 0; n < 200; n++ {
		<-tick.C
		req, err := http.NewRequest("GET", BaseURL+"/v4/exports/"+id, nil)
		if err != nil {
			return "", err
		}
		req.SetBasicAuth(a.auth.id, a.auth.secret)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return "", err
		}
		raw, err := ioutil.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return "", err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			continue
		}
		if err := a.verdict(resp, raw); err != nil {
			return "", err
		}
		var st struct{ State, URL string }
		if err := json.Unmarshal(raw, &st); err != nil {
			return "", err
		}
		if st.State == "done" {
			return st.URL, nil
		}
	}
	return "", errors.New("legacy: export never got ready")
}
