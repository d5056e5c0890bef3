package chain

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
)

// Reader reads through a client whose transport waits and refuses.
type Reader struct {
	hc   *http.Client
	base string
}

func NewReader(base string) *Reader {
	return &Reader{
		hc:   &http.Client{Transport: Refusing{&Waiting{Base: &Agent{"zuiderzee/2", http.DefaultTransport}, Tries: 5}}},
		base: base,
	}
}

// Names decodes at once: the transport has looked.
func (r *Reader) Names(ctx context.Context) (names []string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.base+"/v4/names", nil)
	if err != nil {
		return nil, err
	}
	resp, err := r.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&names)
	return names, err
}

// Logo returns the bytes.
func (r *Reader) Logo(ctx context.Context) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.base+"/v4/logo", nil)
	if err != nil {
		return nil, err
	}
	resp, err := r.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// bare has the client without anything.
var bare = &http.Client{Transport: &Agent{"zuiderzee/1", http.DefaultTransport}}

// Motd reads the message of the day.
func Motd(ctx context.Context, base string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/v4/motd", nil)
	if err != nil {
		return "", err
	}
	resp, err := bare.Do(req) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var m struct{ Text string }
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil { // want medipimunchecked/unchecked
		return "", err
	}
	return m.Text, nil
}
