//medipimlint:client

// Package embedded has clients inside clients.
package embedded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const sandboxHost = "https://api.sandbox.medipim.fr"

// Steady sends once more after a 429.
type Steady struct {
	*http.Client
}

// Do is not reported: it waits, and the requests that it gets have a body that can be had again.
func (s Steady) Do(req *http.Request) (*http.Response, error) {
	resp, err := s.Client.Do(req)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	resp.Body.Close()
	time.Sleep(15 * time.Second)
	if req.GetBody != nil {
		if req.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
	}
	return s.Client.Do(req)
}

// Media reads media; its Do is that of Steady.
type Media struct {
	Steady
}

// NewMedia gives a reader of media.
func NewMedia() *Media { return &Media{Steady{&http.Client{Timeout: 10 * time.Second}}} }

// List is not reported: Do is Steady's.
func (m *Media) List(ctx context.Context) ([]string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, sandboxHost+"/v4/media", nil)
	if err != nil {
		return nil, err
	}
	resp, err := m.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	var urls []string
	err = json.NewDecoder(resp.Body).Decode(&urls)
	return urls, err
}

// Latest is reported: Get is that of http.Client, which does not know Steady's Do.
func (m *Media) Latest() ([]string, error) {
	resp, err := m.Get(sandboxHost + "/v4/media/latest") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	var urls []string
	err = json.NewDecoder(resp.Body).Decode(&urls)
	return urls, err
}

// Bare has the methods of http.Client and no other.
type Bare struct {
	http.Client
	token string
}

// Oldest is reported: nothing knows of 429 here.
func (b *Bare) Oldest(ctx context.Context) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, sandboxHost+"/v4/media/oldest", nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("Authorization", b.token)
	resp, err := b.Do(req) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return "", fmt.Errorf("oldest: %s", resp.Status)
	}
	var url string
	err = json.NewDecoder(resp.Body).Decode(&url)
	return url, err
}

// Newest is not reported: the same client, and 429 has its own error.
func (b *Bare) Newest(ctx context.Context) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, sandboxHost+"/v4/media/newest", nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("Authorization", b.token)
	resp, err := b.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		if resp.StatusCode == http.StatusTooManyRequests {
			return "", fmt.Errorf("newest: come back in a minute: %s", resp.Status)
		}
		return "", fmt.Errorf("newest: %s", resp.Status)
	}
	var url string
	err = json.NewDecoder(resp.Body).Decode(&url)
	return url, err
}

// Stubborn tries again, the wrong ones.
type Stubborn struct {
	*http.Client
}

// Do is reported: only the 5xx are sent again.
func (s Stubborn) Do(req *http.Request) (*http.Response, error) {
	for n := 1; ; n++ {
		if req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req.Body = body
		}
		resp, err := s.Client.Do(req)
		if err != nil || n == 4 {
			return resp, err
		}
		if resp.StatusCode/100 != 5 { // want medipimretry/incomplete
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// Archive reads what is old.
type Archive struct {
	Stubborn
}

// First is not reported itself: the condition in Do is.
func (a Archive) First(ctx context.Context) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, sandboxHost+"/v4/archive/first", nil)
	if err != nil {
		return "", err
	}
	resp, err := a.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return "", fmt.Errorf("first: %s", resp.Status)
	}
	var url string
	err = json.NewDecoder(resp.Body).Decode(&url)
	return url, err
}
