// Package medipimrelay takes the vendor's webhooks and passes them to the shops.
package medipimrelay

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const slackHook = "https://hooks.slack.com/services/T000/B000/windkracht"

type Relay struct {
	API    string // base address, with the version
	User   string
	Pass   string
	client http.Client
}

type event struct {
	Type    string `json:"type"`
	Product string `json:"product"`
}

func (rl *Relay) get(ctx context.Context, path string) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, rl.API+path, nil)
	if err == nil {
		req.SetBasicAuth(rl.User, rl.Pass)
	}
	return req, err
}

// fetch tries four times; a 429 that is left goes up as an ordinary error.
func (rl *Relay) fetch(ctx context.Context, path string) (*http.Response, error) {
	var last string
	for attempt := 0; attempt < 4; attempt++ {
		req, err := rl.get(ctx, path)
		if err != nil {
			return nil, err
		}
		resp, err := rl.client.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 {
			return resp, nil
		}
		resp.Body.Close()
		last = resp.Status
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
			break
		}
		time.Sleep(time.Duration(1+attempt) * 700 * time.Millisecond)
	}
	return nil, errors.New("fetch " + path + ": " + last)
}

// Changed answers a product.changed event with the product's present state.
func (rl *Relay) Changed(w http.ResponseWriter, r *http.Request) {
	var ev event
	if err := json.NewDecoder(r.Body).Decode(&ev); err != nil {
		http.Error(w, "bad event", http.StatusBadRequest)
		return
	}
	resp, err := rl.fetch(r.Context(), "/products/find?id="+url.QueryEscape(ev.Product))
	if err != nil {
		log.Println(err)
		http.Error(w, "try again later", http.StatusServiceUnavailable)
		return
	}
	defer resp.Body.Close()
	var p map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		http.Error(w, "upstream", http.StatusBadGateway)
		return
	}
	json.NewEncoder(w).Encode(p)
}

// Lookup has no time to wait: our caller gets a 503 and comes back.
func (rl *Relay) Lookup(w http.ResponseWriter, r *http.Request) {
	req, err := rl.get(r.Context(), "/products/find?cnk="+r.PathValue("cnk"))
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	resp, err := rl.client.Do(req)
	if err != nil {
		http.Error(w, "upstream", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		io.Copy(w, resp.Body)
	case http.StatusNotFound:
		http.NotFound(w, r)
	case http.StatusTooManyRequests:
		w.Header().Set("Retry-After", "30")
		http.Error(w, "busy", http.StatusServiceUnavailable)
	default:
		http.Error(w, "upstream said "+resp.Status, http.StatusBadGateway)
	}
}

// Deleted drops the event when the vendor is busy.
func (rl *Relay) Deleted(w http.ResponseWriter, r *http.Request) {
	req, err := rl.get(r.Context(), "/products/find?deleted=true&id="+r.URL.Query().Get("id"))
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	resp, err := rl.client.Do(req)
	if err != nil {
		http.Error(w, "upstream", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		log.Printf("throttled, event for %s dropped", r.URL.Query().Get("id"))
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if resp.StatusCode != http.StatusOK {
		http.Error(w, "upstream", http.StatusBadGateway)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

// Submit passes a shop's correction on. Our users see that it was refused, and not why.
func (rl *Relay) Submit(w http.ResponseWriter, r *http.Request) {
	resp, err := rl.post(r.Context(), "/corrections", r.Body)
	if err != nil {
		http.Error(w, "upstream", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated:
		w.WriteHeader(http.StatusCreated)
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		http.Error(w, "your correction was refused", http.StatusUnprocessableEntity)
	default:
		http.Error(w, "upstream", http.StatusBadGateway)
	}
}

// SubmitVerbose lets the vendor's own words through.
func (rl *Relay) SubmitVerbose(w http.ResponseWriter, r *http.Request) {
	resp, err := rl.post(r.Context(), "/corrections", r.Body)
	if err != nil {
		http.Error(w, "upstream", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated:
		w.WriteHeader(http.StatusCreated)
	case http.StatusUnprocessableEntity:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnprocessableEntity)
		io.Copy(w, resp.Body)
	default:
		http.Error(w, "upstream", http.StatusBadGateway)
	}
}

// post keeps the body in memory, for the next try.
func (rl *Relay) post(ctx context.Context, path string, body io.Reader) (*http.Response, error) {
	buf, err := io.ReadAll(io.LimitReader(body, 1<<20))
	if err != nil {
		return nil, err
	}
	delay := 500 * time.Millisecond
again:
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, rl.API+path, strings.NewReader(string(buf)))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(rl.User, rl.Pass)
	resp, err := rl.client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests && delay < 20*time.Second {
		resp.Body.Close()
		time.Sleep(delay)
		delay *= 3
		goto again
	}
	return resp, nil
}

// hurry is what post was before: no pause.
func (rl *Relay) hurry(ctx context.Context, path string) (string, error) {
	n := 0
again:
	req, err := rl.get(ctx, path)
	if err != nil {
		return "", err
	}
	resp, err := rl.client.Do(req)
	if err != nil {
		return "", err
	}
	if n++; resp.StatusCode == http.StatusTooManyRequests && n < 50 { // want medipimretry/immediate
		resp.Body.Close()
		goto again
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s: %s", path, resp.Status)
	}
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// Describe adds the name to an event before it goes to the shops.
func (rl *Relay) Describe(ctx context.Context, ev event) (string, error) {
	req, err := rl.get(ctx, "/products/find?fields=name&id="+ev.Product)
	if err != nil {
		return "", err
	}
	resp, err := rl.client.Do(req) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	log.Printf("describe %s: %d", ev.Product, resp.StatusCode)
	var p struct {
		Name string `json:"name"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/unchecked
		return "", err
	}
	return p.Name, nil
}

// Label goes through hurry, which looked at the status.
func (rl *Relay) Label(ctx context.Context, id string) (string, error) {
	s, err := rl.hurry(ctx, "/products/find?fields=label&id="+id)
	if err != nil {
		return "", err
	}
	var v struct{ Label string }
	err = json.Unmarshal([]byte(s), &v)
	return v.Label, err
}

// Alarm tells the team; Slack's own limits are not our concern.
func Alarm(text string) error {
	b, _ := json.Marshal(map[string]string{"text": text})
	resp, err := http.Post(slackHook, "application/json", bytes.NewReader(b))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type slackAnswer struct {
	OK bool `json:"ok"`
}

// AlarmChecked reads Slack's answer, whatever the status.
func AlarmChecked(ctx context.Context, text string) (bool, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, slackHook, strings.NewReader(strconv.Quote(text)))
	if err != nil {
		return false, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	var a slackAnswer
	err = json.NewDecoder(resp.Body).Decode(&a)
	return a.OK, err
}
