// Package tui is a browser for the catalogue in a terminal, after the Elm architecture:
// Update gets messages and returns commands; commands are the only ones that block.
package tui

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const host = "https://api.sandbox.medipim.fr"

// Msg is anything that happened.
type Msg any

// Cmd does something that takes time.
type Cmd func() Msg

type (
	loadedMsg    struct{ rows []string }
	throttledMsg struct{ query string }
	retryMsg     struct{ query string }
	failedMsg    struct {
		code, text string
		http       int
		claimed    int
		fields     []string
	}
)

// Model is the whole state of the program.
type Model struct {
	rows     []string
	status   string
	spinning bool
	waits    int
	client   *http.Client
}

// load asks for the rows.
func (m Model) load(query string) Cmd {
	return func() Msg {
		resp, err := m.client.Post(host+"/v4/products/query", "application/json", strings.NewReader(query))
		if err != nil {
			return failedMsg{text: err.Error()}
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return throttledMsg{query}
		}
		if resp.StatusCode != http.StatusOK {
			return failed(resp)
		}
		var page struct {
			Results []struct{ Name string } `json:"results"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
			return failedMsg{text: err.Error()}
		}
		msg := loadedMsg{}
		for _, r := range page.Results {
			msg.rows = append(msg.rows, r.Name)
		}
		return msg
	}
}

func failed(resp *http.Response) Msg {
	raw, _ := io.ReadAll(resp.Body)
	var body struct {
		Error struct {
			Status     int               `json:"status"`
			Code       string            `json:"code"`
			Message    string            `json:"message"`
			Violations []json.RawMessage `json:"violations"`
		} `json:"error"`
		Violations []json.RawMessage `json:"violations"`
	}
	msg := failedMsg{http: resp.StatusCode}
	if err := json.Unmarshal(raw, &body); err != nil {
		msg.text = resp.Status
		return msg
	}
	msg.code, msg.text, msg.claimed = body.Error.Code, body.Error.Message, body.Error.Status
	for _, v := range append(body.Violations, body.Error.Violations...) {
		msg.fields = append(msg.fields, string(v))
	}
	return msg
}

func tick(d time.Duration, m Msg) Cmd {
	return func() Msg {
		time.Sleep(d)
		return m
	}
}

// Update is the heart of the program.
func (m Model) Update(msg Msg) (Model, Cmd) {
	switch msg := msg.(type) {
	case loadedMsg:
		m.rows, m.spinning, m.waits, m.status = msg.rows, false, 0, fmt.Sprintf("%d products", len(msg.rows))
	case throttledMsg:
		m.waits++
		d := time.Duration(m.waits) * 2 * time.Second
		m.status = fmt.Sprintf("the catalogue is busy, again in %s", d)
		return m, tick(d, retryMsg(msg))
	case retryMsg:
		m.spinning = true
		return m, m.load(msg.query)
	case failedMsg:
		m.spinning = false
		m.status = m.explain(msg)
	}
	return m, nil
}

func (m Model) explain(f failedMsg) string {
	switch {
	case f.http == 0:
		return "no connection: " + f.text
	case f.http == http.StatusNotFound && f.code == "not_found":
		return "nothing there"
	case f.http == http.StatusUnprocessableEntity:
		return "the query is not valid:\n  " + strings.Join(f.fields, "\n  ")
	case f.claimed != f.http:
		// A proxy in between: worth a word.
		return fmt.Sprintf("%s (HTTP %d, body says %d)", f.text, f.http, f.claimed)
	case f.text == "":
		return http.StatusText(f.http)
	}
	return f.text
}

// View draws.
func (m Model) View() string {
	var b strings.Builder
	for i, r := range m.rows {
		fmt.Fprintf(&b, "%3d  %s\n", i+1, r)
	}
	if m.spinning {
		b.WriteString("...\n")
	}
	b.WriteString(m.status)
	return b.String()
}

// Health is the dot in the corner: green, orange or red.
func Health(client *http.Client) string {
	for i := range 3 {
		resp, err := client.Get(host + "/v4/products/find?id=1")
		if err != nil {
			return "red"
		}
		var env struct {
			Error struct {
				Status int    `json:"status"`
				Code   string `json:"code"`
			} `json:"error"`
		}
		st := resp.StatusCode
		if st >= 400 && json.NewDecoder(resp.Body).Decode(&env) == nil {
			st = env.Error.Status
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(i+1) * time.Second)
			continue
		}
		if st >= 500 { // want medipimstatus/mixed
			return "red"
		}
		return "green"
	}
	return "orange"
}
