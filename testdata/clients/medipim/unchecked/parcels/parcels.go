// Package parcels decodes into a part of something that says beside it how the request went.
package parcels

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

type parcel struct {
	fine    bool
	number  int
	content map[string]any
}

// ask waits out a 429, and hands every other answer up.
func ask(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(base + path)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

// numbered says which status the content came with.
func numbered(path string) (*parcel, error) {
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	p := &parcel{number: resp.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&p.content); err != nil {
		return nil, err
	}
	return p, nil
}

// sealed says only whether all is well.
func sealed(path string) (p parcel, err error) {
	resp, err := ask(path)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return p, err
	}
	err = json.Unmarshal(raw, &p.content)
	p.fine = resp.StatusCode >= 200 && resp.StatusCode < 300
	return p, err
}

type received struct {
	from *http.Response
	data struct {
		Results []string `json:"results"`
	}
}

// whole keeps the response itself.
func whole(path string) (*received, error) {
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	r := received{from: resp}
	if err := json.NewDecoder(resp.Body).Decode(&r.data); err != nil {
		return nil, err
	}
	return &r, nil
}

// posted sends what it has through a channel.
func posted(path string, out chan<- *parcel) error {
	resp, err := ask(path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	p := &parcel{fine: good(resp.StatusCode)}
	if err := json.NewDecoder(resp.Body).Decode(&p.content); err != nil {
		return err
	}
	out <- p
	return nil
}

func good(status int) bool { return status/100 == 2 }

// timed says when the content came, which tells nothing.
func timed(path string) (*struct {
	at      time.Time
	content map[string]any
}, error) {
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p struct {
		at      time.Time
		content map[string]any
	}
	p.at = time.Now()
	if err := json.NewDecoder(resp.Body).Decode(&p.content); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return &p, nil
}

// opened uses the content itself, whatever it came with.
func opened(path string) (*parcel, error) {
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	p := &parcel{number: resp.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&p.content); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if len(p.content) == 0 {
		return nil, fmt.Errorf("%s: nothing there", path)
	}
	return p, nil
}

// contentOf leaves the number behind.
func contentOf(path string) (map[string]any, error) {
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	p := &parcel{number: resp.StatusCode}
	err = json.NewDecoder(resp.Body).Decode(&p.content) // want medipimunchecked/unchecked
	return p.content, err
}

// other has the status of another answer.
func other(path string) (*parcel, error) {
	ping, err := ask("/ping")
	if err != nil {
		return nil, err
	}
	ping.Body.Close()
	resp, err := ask(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	p := &parcel{number: ping.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&p.content); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return p, nil
}
