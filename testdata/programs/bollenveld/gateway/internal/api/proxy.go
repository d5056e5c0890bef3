package api

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"time"

	"example.com/bollenveld/gateway/internal/httpx"
	"example.com/bollenveld/gateway/internal/problem"
	"example.com/bollenveld/gateway/internal/upstream"
)

// MedipimProxy passes the queries of the back office through as they are.
type MedipimProxy struct {
	Upstream *upstream.MedipimClient
	Log      *slog.Logger
}

// Query forwards a product query.
func (p *MedipimProxy) Query(w http.ResponseWriter, r *http.Request) {
	target := p.Upstream.Base.JoinPath("v4", "products", "query").String()
	var resp *http.Response
	for attempt := range 4 {
		out, err := http.NewRequestWithContext(r.Context(), http.MethodPost, target, r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		p.sign(out)
		resp, err = p.Upstream.Direct.Do(out) // want medipimretry/unrewound
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		if resp.StatusCode != http.StatusTooManyRequests || attempt == 3 {
			break
		}
		_ = resp.Body.Close()
		if httpx.Sleep(r.Context(), time.Duration(attempt+1)*2*time.Second) != nil {
			return
		}
	}
	pass(w, resp)
}

// Brands forwards a brand query.
func (p *MedipimProxy) Brands(w http.ResponseWriter, r *http.Request) {
	payload, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	target := p.Upstream.Base.JoinPath("v4", "brands", "query").String()
	for attempt := 0; ; attempt++ {
		out, err := http.NewRequestWithContext(r.Context(), http.MethodPost, target, bytes.NewReader(payload))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		p.sign(out)
		resp, err := p.Upstream.Direct.Do(out)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		if resp.StatusCode == http.StatusTooManyRequests && attempt < 3 {
			_ = resp.Body.Close()
			if httpx.Sleep(r.Context(), time.Second<<attempt) != nil {
				return
			}
			continue
		}
		if resp.StatusCode >= 400 {
			p.refuse(w, r, resp)
			return
		}
		pass(w, resp)
		return
	}
}

func (p *MedipimProxy) sign(req *http.Request) {
	pass, _ := p.Upstream.User.Password()
	req.SetBasicAuth(p.Upstream.User.Username(), pass)
	req.Header.Set("Content-Type", "application/json")
}

// refuse answers with our own form of an error answer.
func (p *MedipimProxy) refuse(w http.ResponseWriter, r *http.Request, resp *http.Response) {
	defer resp.Body.Close()
	raw, _ := io.ReadAll(resp.Body)
	var body struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.Unmarshal(raw, &body); err != nil {
		http.Error(w, resp.Status, http.StatusBadGateway)
		return
	}
	p.Log.Warn("refused", "http", resp.StatusCode, "status", body.Error.Status, "text", http.StatusText(body.Error.Status))
	problem.Write(w, r, problem.Details{
		Type:   "/problems/database",
		Title:  "The database refused the query",
		Status: outward(body.Error.Status), // want medipimstatus/branch
		Code:   body.Error.Code,
		Errors: raw,
	})
}

// outward is the status that our clients get to see.
func outward(status int) int {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return http.StatusBadGateway
	case status >= 500:
		return http.StatusBadGateway
	}
	return status
}

// pass copies an answer as it is.
func pass(w http.ResponseWriter, resp *http.Response) {
	defer resp.Body.Close()
	w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
	w.WriteHeader(outward(resp.StatusCode))
	_, _ = io.Copy(w, resp.Body)
}
