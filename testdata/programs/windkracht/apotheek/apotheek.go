// Package apotheek was a Python script (requests, tenacity) until last year.
package apotheek

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// medipimSession is requests.Session, more or less.
type medipimSession struct {
	base    string
	auth    [2]string
	client  *http.Client
	retryOn map[int]struct{}
}

type dict = map[string]any

var medipim = &medipimSession{
	base:   os.Getenv("PRODUCT_API"),
	auth:   [2]string{os.Getenv("PRODUCT_API_ID"), os.Getenv("PRODUCT_API_KEY")},
	client: &http.Client{Timeout: 25 * time.Second},
	retryOn: map[int]struct{}{
		429: {}, 500: {}, 502: {}, 503: {}, 504: {},
	},
}

func (s *medipimSession) request(method, path string, form url.Values) *http.Request {
	req, err := http.NewRequest(method, s.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		panic(err)
	}
	req.SetBasicAuth(s.auth[0], s.auth[1])
	return req
}

// once sends one request, and has no opinion.
func (s *medipimSession) once(method, path string, form url.Values) (int, []byte, error) {
	resp, err := s.client.Do(s.request(method, path, form))
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, b, err
}

// tenacious is what tenacity did for us.
func (s *medipimSession) tenacious(method, path string, form url.Values) (status int, body []byte, err error) {
	for i := 1; i <= 6; i++ {
		status, body, err = s.once(method, path, form)
		if err != nil {
			return
		}
		if _, again := s.retryOn[status]; !again {
			return
		}
		time.Sleep(time.Duration(i*i) * 250 * time.Millisecond)
	}
	return
}

type apotheekError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

type refused struct {
	body []byte
}

func (r refused) Error() string { return "refused: " + string(r.body) }

// Register registers a pharmacy.
func Register(name, city string) error {
	status, body, err := medipim.tenacious("POST", "/v4/pharmacies", url.Values{"name": {name}, "city": {city}})
	if err != nil {
		return err
	}
	if status < 300 {
		return nil
	}
	var e struct{ Error apotheekError }
	if err := json.Unmarshal(body, &e); err != nil {
		return fmt.Errorf("register: http %d", status)
	}
	switch e.Error.Code {
	case "not_authorized":
		return fmt.Errorf("register: no permission")
	case "validation_failed": // want medipimviolations/dropped
		slog.Warn("pharmacy refused", "name", name, "why", e.Error.Message)
		return nil
	}
	return fmt.Errorf("register: %s", e.Error.Message)
}

// Move hands on what was refused, whole.
func Move(id, city string) error {
	status, body, err := medipim.tenacious("PUT", "/v4/pharmacies/"+id, url.Values{"city": {city}})
	if err != nil {
		return err
	}
	switch {
	case status == http.StatusUnprocessableEntity:
		return refused{body}
	case status >= 300:
		return fmt.Errorf("move: http %d", status)
	}
	return nil
}

// Get is like dict.get: nothing is nothing.
func Get(id string) (dict, bool) {
	resp, err := medipim.client.Do(medipim.request("GET", "/v4/pharmacies/"+id, nil))
	if err != nil {
		return nil, false
	}
	defer resp.Body.Close()
	d := dict{}
	switch resp.StatusCode {
	case 200:
		return d, json.NewDecoder(resp.Body).Decode(&d) == nil
	case 429: // want medipimretry/swallowed
		slog.Info("pharmacy: throttled", "id", id)
		return d, false
	default:
		panic("pharmacy: " + resp.Status)
	}
}

// Opening waits when the answer says for how long.
func Opening(id string) (dict, error) {
	for {
		resp, err := medipim.client.Do(medipim.request("GET", "/v4/pharmacies/"+id+"/hours", nil))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 && resp.Header.Get("Retry-After") != "" { // want medipimretry/header
			resp.Body.Close()
			n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			time.Sleep(time.Duration(n+1) * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return nil, fmt.Errorf("hours of %s: %s", id, resp.Status)
		}
		d := dict{}
		return d, json.NewDecoder(resp.Body).Decode(&d)
	}
}

// Closing waits in any case.
func Closing(id string) (dict, error) {
	for {
		resp, err := medipim.client.Do(medipim.request("GET", "/v4/pharmacies/"+id+"/closing", nil))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			if resp.Header.Get("Retry-After") != "" {
				n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
				time.Sleep(time.Duration(n+1) * time.Second)
			} else {
				time.Sleep(15 * time.Second)
			}
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 && resp.StatusCode != 206 {
			return nil, fmt.Errorf("closing of %s: %s", id, resp.Status)
		}
		d := dict{}
		return d, json.NewDecoder(resp.Body).Decode(&d)
	}
}

// Guard reads who is on duty; only a missing key was ever seen to fail.
func Guard(zip string) (names []string, err error) {
	resp, err := medipim.client.PostForm(medipim.base+"/v4/guard", url.Values{"zip": {zip}}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return nil, fmt.Errorf("guard: %s", resp.Status)
	}
	if err = json.NewDecoder(resp.Body).Decode(&names); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return names, nil
}

// Nearby asserts, as Python would.
func Nearby(zip string) []string {
	status, body, err := medipim.tenacious("GET", "/v4/nearby?zip="+zip, nil)
	assert(err == nil, "nearby: %v", err)
	if status/100 != 2 {
		panic(fmt.Sprintf("nearby: http %d", status))
	}
	var v []string
	assert(json.Unmarshal(body, &v) == nil, "nearby: not a list")
	return v
}

func assert(ok bool, format string, a ...any) {
	if !ok {
		panic(fmt.Sprintf(format, a...))
	}
}
