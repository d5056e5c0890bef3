package statemachine

import (
	"encoding/json"
	"net/http"
)

type phase int

const (
	phaseLine phase = iota
	phaseBody
	phaseJudge
	phaseEnd
)

// Reported: a body that is no JSON leaves the real status in place.
func walk(resp *http.Response) error {
	var env envelope
	var result error
	status := 0
	for p := phaseLine; p != phaseEnd; {
		switch p {
		case phaseLine:
			status = resp.StatusCode
			p = phaseBody
		case phaseBody:
			if err := json.NewDecoder(resp.Body).Decode(&env); err == nil {
				status = env.Error.Status
			}
			p = phaseJudge
		case phaseJudge:
			if status == http.StatusNotFound { // want medipimstatus/mixed
				result = errMissing
			}
			p = phaseEnd
		}
	}
	return result
}

// Silent: the phases belong to this program, the status is the real one.
func walkReal(resp *http.Response) error {
	var env envelope
	var result error
	status := 0
	for p := phaseBody; p != phaseEnd; {
		switch p {
		case phaseBody:
			if err := json.NewDecoder(resp.Body).Decode(&env); err == nil {
				println(env.Error.Status)
			}
			p = phaseLine
		case phaseLine:
			status = resp.StatusCode
			p = phaseJudge
		case phaseJudge:
			if status == http.StatusNotFound {
				result = errMissing
			}
			p = phaseEnd
		}
	}
	return result
}

type event struct {
	kind   string
	status int
}

// Reported: the event goes through a channel.
func events(raws [][]byte) int {
	ch := make(chan event, len(raws))
	for _, raw := range raws {
		var env envelope
		if err := json.Unmarshal(raw, &env); err == nil {
			ch <- event{"answer", env.Error.Status}
		}
	}
	close(ch)
	n := 0
	for e := range ch {
		if e.status == http.StatusNotFound { // want medipimstatus/branch
			n++
		}
	}
	return n
}

type lineEvent struct {
	kind   string
	status int
}

// Silent: the event that goes through the channel has the real status.
func lineEvents(resps []*http.Response) int {
	ch := make(chan lineEvent, len(resps))
	for _, resp := range resps {
		ch <- lineEvent{"answer", resp.StatusCode}
	}
	close(ch)
	n := 0
	for e := range ch {
		if e.status == http.StatusNotFound {
			n++
		}
	}
	return n
}
