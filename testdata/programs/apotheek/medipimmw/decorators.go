package medipimmw

import (
	"encoding/json"
	"net/http"
)

type statuser interface{ status() int }

type bodyStatuser struct{ code int }

// Silent: a getter.
func (b bodyStatuser) status() int { return b.code }

type decorated struct{ statuser }

type twiceDecorated struct{ decorated }

// Silent: it packs the body's status.
func pack(body []byte) (twiceDecorated, error) {
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	err := json.Unmarshal(body, &env)
	return twiceDecorated{decorated{bodyStatuser{env.Error.Status}}}, err
}

// Reported: through two decorators and an interface.
func packedMissing(body []byte) bool {
	p, err := pack(body)
	if err != nil {
		return false
	}
	return p.status() == http.StatusNotFound // want medipimstatus/branch
}

type lineStatuser struct{ resp *http.Response }

// Silent: a getter of the real status.
func (l lineStatuser) status() int { return l.resp.StatusCode }

type overriding struct {
	twiceDecorated
	line lineStatuser
}

// Silent: it hides the promoted getter behind the real status.
func (o overriding) status() int { return o.line.status() }

// Silent: the outermost decorator answers with the real status.
func overriddenMissing(resp *http.Response, body []byte) bool {
	p, err := pack(body)
	if err != nil {
		return false
	}
	o := overriding{p, lineStatuser{resp}}
	return o.status() == http.StatusNotFound
}

// Reported: it goes past the outermost decorator.
func bypassedMissing(resp *http.Response, body []byte) bool {
	p, err := pack(body)
	if err != nil {
		return false
	}
	o := overriding{p, lineStatuser{resp}}
	return o.twiceDecorated.status() == http.StatusNotFound // want medipimstatus/branch
}
