// Command-line helpers aside, stockbot is the chat bot that answers "do we have ...?".
package stockbot

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"strings"
	"time"
)

const endpoint = "https://api.sandbox.medipim.be/v4/products/query"

// Flags are the switches of the operations team.
type Flags map[string]bool

// Enabled tells whether a switch is on.
func (f Flags) Enabled(name string) bool { return f[name] }

// Bot has all it needs.
type Bot struct {
	hc    *http.Client
	user  string
	pass  string
	flags Flags
	say   func(string)
}

type oops struct {
	Error struct {
		Status  float64 `json:"status"`
		Code    string  `json:"code"`
		Message string  `json:"message"`
	} `json:"error"`
}

var errUnavailable = errors.New("stockbot: catalogue unavailable")

func (b *Bot) send(body string) (*http.Response, error) {
	req, err := http.NewRequest("POST", endpoint, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(b.user, b.pass)
	return b.hc.Do(req)
}

func doze(n int) {
	time.Sleep(time.Duration(n*n+1)*400*time.Millisecond + time.Duration(rand.Intn(300))*time.Millisecond)
}

// Query retries as the body tells it to.
func (b *Bot) Query(body string) ([]byte, error) {
	for n := 0; n < 5; n++ {
		resp, err := b.send(body)
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 {
			return raw, nil
		}
		var o oops
		if err := json.Unmarshal(raw, &o); err != nil {
			return nil, fmt.Errorf("stockbot: %s", resp.Status)
		}
		if o.Error.Status == 429 { // want medipimstatus/branch
			doze(n)
			continue
		}
		return nil, fmt.Errorf("stockbot: %s: %s", resp.Status, o.Error.Message)
	}
	return nil, errUnavailable
}

// Count retries as the code tells it to.
func (b *Bot) Count(body string) (int, error) {
	for n := 0; n < 5; n++ {
		resp, err := b.send(body)
		if err != nil {
			return 0, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return 0, err
		}
		if resp.StatusCode < 300 {
			var out struct {
				Meta struct {
					Total int `json:"total"`
				} `json:"meta"`
			}
			err := json.Unmarshal(raw, &out)
			return out.Meta.Total, err
		}
		var o oops
		if err := json.Unmarshal(raw, &o); err != nil {
			return 0, fmt.Errorf("stockbot: %s", resp.Status)
		}
		switch o.Error.Code {
		case "too_many_request": // want medipimcode/unknown
			doze(n)
			continue
		}
		return 0, fmt.Errorf("stockbot: %s: %s", resp.Status, o.Error.Code)
	}
	return 0, errUnavailable
}

// Names retries properly and is the place where the switches are looked at.
func (b *Bot) Names(body string) ([]string, error) {
	var resp *http.Response
	for n := 0; ; n++ {
		var err error
		if resp, err = b.send(body); err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			break
		}
		resp.Body.Close()
		doze(n)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return nil, b.complain(resp)
	}
	var out struct {
		Results []struct {
			Name string `json:"name"`
		} `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	var names []string
	for _, r := range out.Results {
		names = append(names, r.Name)
	}
	return names, nil
}

func (b *Bot) complain(resp *http.Response) error {
	var o oops
	if err := json.NewDecoder(resp.Body).Decode(&o); err != nil {
		return errUnavailable
	}
	status := resp.StatusCode
	if b.flags.Enabled("trust-body") {
		status = int(o.Error.Status)
	}
	if status == http.StatusNotFound { // want medipimstatus/mixed
		b.say("never heard of it")
		return nil
	}
	if b.flags.Enabled("chatty") {
		b.say(fmt.Sprintf("the catalogue says %.0f: %s", o.Error.Status, o.Error.Message))
	}
	seen := resp.StatusCode
	if b.flags.Enabled("sandbox-as-outage") {
		seen = http.StatusInternalServerError
	}
	if seen >= http.StatusInternalServerError {
		b.say("the catalogue is ill")
	}
	o.Error.Status = float64(resp.StatusCode)
	if o.Error.Status == http.StatusForbidden {
		b.say("I am not allowed to see that")
	}
	if b.flags.Enabled(o.Error.Code) {
		b.say("somebody has switched me off for this")
	}
	if b.flags.Enabled("unauthorized") || b.flags["rate_limited"] {
		b.say("holiday mode")
	}
	return fmt.Errorf("stockbot: %s", o.Error.Code)
}

// Overheard reacts to what people type, errors pasted from the catalogue among it.
func (b *Bot) Overheard(line string) {
	switch {
	case strings.Contains(line, `"code":"unauthorized"`):
		b.say("that key is wrong")
	case strings.EqualFold(line, "rate limit exceeded"):
		b.say("patience")
	case line == "not_authenticated":
		b.say("log in first")
	}
}
