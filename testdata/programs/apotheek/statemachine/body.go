//medipimlint:client

// Package statemachine handles an answer state by state.
package statemachine

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errMissing = errors.New("missing")

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type machine struct {
	raw    []byte
	status int
	code   string
	err    error
}

type state func(*machine) state

// Run is silent: it turns the crank.
func Run(raw []byte) error {
	m := &machine{raw: raw}
	for s := state(parsing); s != nil; {
		s = s(m)
	}
	return m.err
}

// Silent: it copies what the body says.
func parsing(m *machine) state {
	var env envelope
	if m.err = json.Unmarshal(m.raw, &env); m.err != nil {
		return nil
	}
	m.status, m.code = env.Error.Status, env.Error.Code
	return judging
}

// Reported: the tag is the field that the state before filled.
func judging(m *machine) state {
	switch m.status { // want medipimstatus/branch
	case http.StatusNotFound:
		m.err = errMissing
		return nil
	}
	return coding
}

// Reported: a code that the catalog has under another name.
func coding(m *machine) state {
	switch m.code {
	case "unauthorized": // want medipimcode/unknown
		m.err = errors.New("log in")
	case "not_authorized":
		m.err = errors.New("ask for permission")
	}
	return nil
}

type lineMachine struct {
	resp   *http.Response
	status int
	code   string
	err    error
}

type lineState func(*lineMachine) lineState

// RunLine is silent: it turns the crank.
func RunLine(resp *http.Response) error {
	m := &lineMachine{resp: resp}
	for s := lineState(reading); s != nil; {
		s = s(m)
	}
	return m.err
}

// Silent: the real status and the body's code.
func reading(m *lineMachine) lineState {
	var env envelope
	if m.err = json.NewDecoder(m.resp.Body).Decode(&env); m.err != nil {
		return nil
	}
	m.status, m.code = m.resp.StatusCode, env.Error.Code
	return lineJudging
}

// Silent: the tag is the real status.
func lineJudging(m *lineMachine) lineState {
	switch m.status {
	case http.StatusNotFound:
		m.err = errMissing
	}
	return nil
}
