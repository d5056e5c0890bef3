// Package sreloop is the night watch: probes, flags, exit codes.
package sreloop

import (
	"encoding/json"
	"log"
	"net/http"
)

type medipimReply struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

const (
	exitOK = iota
	exitWarn
	exitCrit
)

// Reported: by goto, the variable has the one status or the other.
func probe(resp *http.Response) (exit int) {
	var env medipimReply
	status := resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		goto decide
	}
	status = env.Error.Status
decide:
	switch {
	case status >= 500: // want medipimstatus/mixed
		return exitCrit
	default:
		return exitOK
	}
}

// Silent: by goto, and the real status on every way.
func probeReal(resp *http.Response) (exit int) {
	var env medipimReply
	status := 0
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		log.Print("no JSON")
		goto decide
	}
	log.Print(env.Error.Status, env.Error.Code)
decide:
	status = resp.StatusCode
	switch {
	case status >= 500:
		return exitCrit
	default:
		return exitOK
	}
}

// Reported: the flag is set from the body's status.
func flagDown(body []byte) int {
	var env medipimReply
	if err := json.Unmarshal(body, &env); err != nil {
		return exitCrit
	}
	down := env.Error.Status == 503 // want medipimstatus/branch
	if down {
		return exitCrit
	}
	return exitWarn
}

// Reported: the value of the round before decides in the next.
func lastRound(bodies [][]byte) int {
	last, streak := 0, 0
	for _, body := range bodies {
		if last == 503 { // want medipimstatus/branch
			streak++
		}
		var env medipimReply
		if err := json.Unmarshal(body, &env); err != nil {
			continue
		}
		last = env.Error.Status
	}
	return streak
}

// Silent: the value of the round before is the real status.
func lastRoundReal(resps []*http.Response) int {
	last, streak := 0, 0
	for _, resp := range resps {
		if last == 503 {
			streak++
		}
		var env medipimReply
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			log.Print(err)
		}
		log.Print(env.Error.Status)
		last = resp.StatusCode
	}
	return streak
}
