// Package tui is the admin screen: an event loop, messages, and commands that talk to the catalogue.
package tui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const medipimAPI = "https://api.medipim.fr"

// Msg is what the loop receives.
type Msg any

// Cmd runs in the background and ends in a Msg.
type Cmd func(context.Context) Msg

type (
	productsMsg struct{ list []product }
	brandMsg    struct{ name string }
	savedMsg    struct{ id string }
	errMsg      struct{ err error }
	toastMsg    string
	// slowMsg asks the loop to run the command again after a while.
	slowMsg struct {
		after time.Duration
		again Cmd
	}
	refusedMsg struct{ raw []byte }
	quitMsg    struct{}
)

type product struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// medipim does the talking.
type medipim struct {
	http *http.Client
	key  *url.Userinfo
}

func (m *medipim) post(ctx context.Context, path string, form string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimAPI+path, strings.NewReader(form))
	if err != nil {
		return nil, err
	}
	pw, _ := m.key.Password()
	req.SetBasicAuth(m.key.Username(), pw)
	for n := 1; ; n++ {
		resp, err := m.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n > 3 {
			return resp, nil
		}
		resp.Body.Close()
		if req.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
		select {
		case <-time.After(time.Duration(n) * time.Second):
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

// save is the command behind the F2 key.
func (m *medipim) save(id, form string) Cmd {
	return func(ctx context.Context) Msg {
		resp, err := m.post(ctx, "/v4/products/"+id, form)
		if err != nil {
			return errMsg{err}
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK, http.StatusNoContent:
			return savedMsg{id}
		case http.StatusUnprocessableEntity: // want medipimviolations/dropped
			return errMsg{errors.New("the product has invalid values")}
		default:
			return errMsg{errors.New(resp.Status)}
		}
	}
}

// saveBrand shows the violations in a pane of their own.
func (m *medipim) saveBrand(id, form string) Cmd {
	return func(ctx context.Context) Msg {
		resp, err := m.post(ctx, "/v4/brands/"+id, form)
		if err != nil {
			return errMsg{err}
		}
		defer resp.Body.Close()
		raw, err := io.ReadAll(resp.Body)
		switch {
		case err != nil:
			return errMsg{err}
		case resp.StatusCode == http.StatusUnprocessableEntity:
			return refusedMsg{raw}
		case resp.StatusCode >= 400:
			return errMsg{errors.New(resp.Status)}
		}
		return savedMsg{id}
	}
}

type apiFault struct {
	Error struct {
		Code       string `json:"code"`
		Message    string `json:"message"`
		Violations []struct {
			Property string `json:"property"`
			Message  string `json:"message"`
		} `json:"violations"`
	} `json:"error"`
}

// saveText makes one line of the violations.
func (m *medipim) saveText(id, form string) Cmd {
	return func(ctx context.Context) Msg {
		resp, err := m.post(ctx, "/v4/texts/"+id, form)
		if err != nil {
			return errMsg{err}
		}
		defer resp.Body.Close()
		if resp.StatusCode < 400 {
			return savedMsg{id}
		}
		var f apiFault
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			return errMsg{err}
		}
		if f.Error.Code == "validation_failed" {
			var sb strings.Builder
			for _, v := range f.Error.Violations {
				fmt.Fprintf(&sb, "%s: %s; ", v.Property, v.Message)
			}
			return toastMsg(sb.String())
		}
		return errMsg{errors.New(f.Error.Message)}
	}
}

// load is the command of the list. A throttled list is shown as an empty one.
func (m *medipim) load(q string) Cmd {
	return func(ctx context.Context) Msg {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimAPI+"/v4/products/find?q="+url.QueryEscape(q), nil)
		if err != nil {
			return errMsg{err}
		}
		resp, err := m.http.Do(req)
		if err != nil {
			return errMsg{err}
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			return productsMsg{}
		}
		if resp.StatusCode >= 400 {
			return errMsg{errors.New(resp.Status)}
		}
		var list []product
		if err := json.NewDecoder(resp.Body).Decode(&list); err != nil {
			return errMsg{err}
		}
		return productsMsg{list}
	}
}

// reload asks the loop to come back.
func (m *medipim) reload(q string) Cmd {
	return func(ctx context.Context) Msg {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimAPI+"/v4/products/find?q="+url.QueryEscape(q), nil)
		if err != nil {
			return errMsg{err}
		}
		resp, err := m.http.Do(req)
		if err != nil {
			return errMsg{err}
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return slowMsg{5 * time.Second, m.reload(q)}
		}
		if resp.StatusCode >= 400 {
			return errMsg{errors.New(resp.Status)}
		}
		var list []product
		if err := json.NewDecoder(resp.Body).Decode(&list); err != nil {
			return errMsg{err}
		}
		return productsMsg{list}
	}
}

// brand forgets that an answer may be an error.
func (m *medipim) brand(id string) Cmd {
	return func(ctx context.Context) Msg {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimAPI+"/v4/brands/"+id, nil)
		if err != nil {
			return errMsg{err}
		}
		resp, err := m.http.Do(req) // want medipimretry/missing
		if err != nil {
			return errMsg{err}
		}
		defer resp.Body.Close()
		var b struct {
			Name string `json:"name"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&b); err != nil { // want medipimunchecked/unchecked
			return errMsg{err}
		}
		return brandMsg{b.Name}
	}
}

// brandOf remembers it.
func (m *medipim) brandOf(id string) Cmd {
	return func(ctx context.Context) Msg {
		resp, err := m.post(ctx, "/v4/brands/"+id+"/show", "")
		if err != nil {
			return errMsg{err}
		}
		defer resp.Body.Close()
		var b struct {
			Name string `json:"name"`
		}
		dec := json.NewDecoder(resp.Body)
		if resp.StatusCode != http.StatusOK {
			return errMsg{errors.New(resp.Status)}
		}
		if err := dec.Decode(&b); err != nil {
			return errMsg{err}
		}
		return brandMsg{b.Name}
	}
}

// Model is the screen.
type Model struct {
	api   *medipim
	list  []product
	lines []string
}

func New(c *http.Client, key, secret string) *Model {
	return &Model{api: &medipim{http: c, key: url.UserPassword(key, secret)}}
}

// Run is the loop.
func (m *Model) Run(ctx context.Context, keys <-chan rune) {
	msgs := make(chan Msg, 8)
	start := func(c Cmd) {
		if c != nil {
			go func() { msgs <- c(ctx) }()
		}
	}
	start(m.api.load(""))
	for {
		select {
		case <-ctx.Done():
			return
		case k := <-keys:
			start(m.key(k))
		case msg := <-msgs:
			if slow, ok := msg.(slowMsg); ok {
				time.AfterFunc(slow.after, func() { start(slow.again) })
				continue
			}
			if _, quit := msg.(quitMsg); quit {
				return
			}
			m.update(msg)
		}
	}
}

func (m *Model) key(k rune) Cmd {
	switch k {
	case 'r':
		return m.api.reload("")
	case 'l':
		return m.api.load("")
	case 'b':
		return m.api.brand("1")
	case 'B':
		return m.api.brandOf("1")
	case 's':
		return m.api.save("1", "a=1")
	case 't':
		return m.api.saveText("1", "a=1")
	case 'S':
		return m.api.saveBrand("1", "a=1")
	case 'q':
		return func(context.Context) Msg { return quitMsg{} }
	}
	return nil
}

func (m *Model) update(msg Msg) {
	switch msg := msg.(type) {
	case productsMsg:
		m.list = msg.list
	case brandMsg:
		m.lines = append(m.lines, msg.name)
	case savedMsg:
		m.lines = append(m.lines, "saved "+msg.id)
	case refusedMsg:
		m.lines = append(m.lines, string(msg.raw))
	case toastMsg:
		m.lines = append(m.lines, string(msg))
	case errMsg:
		m.lines = append(m.lines, msg.err.Error())
	}
}
