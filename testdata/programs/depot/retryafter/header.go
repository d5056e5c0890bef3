package retryafter

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Medipim asks one question over and over.
type Medipim struct {
	http.Client
	Addr string
}

func answer(resp *http.Response) (s string, err error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("ask: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&s)
	return s, err
}

// Ask waits only if the header is there, and takes the general way out if it is not.
func (m *Medipim) Ask() (string, error) {
	for range 5 {
		resp, err := m.Get(m.Addr)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if after := resp.Header.Get("Retry-After"); after != "" { // want medipimretry/header
				resp.Body.Close()
				pause(after)
				continue
			}
		}
		return answer(resp)
	}
	return "", fmt.Errorf("ask: no answer")
}

// AskAnyway waits as the header says or five seconds where it is not there.
func (m *Medipim) AskAnyway() (string, error) {
	for range 5 {
		resp, err := m.Get(m.Addr)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			if after := resp.Header.Get("Retry-After"); after != "" {
				pause(after)
			} else {
				time.Sleep(5 * time.Second)
			}
			continue
		}
		return answer(resp)
	}
	return "", fmt.Errorf("ask: no answer")
}

// Both puts the status and the header into one condition.
func (m *Medipim) Both() (string, error) {
	for range 5 {
		resp, err := m.Get(m.Addr)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == 429 && resp.Header.Get("Retry-After") != "" { // want medipimretry/header
			pause(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			continue
		}
		return answer(resp)
	}
	return "", fmt.Errorf("ask: no answer")
}

// BothTyped puts them into one condition as well and has an error for a 429 without the header.
func (m *Medipim) BothTyped() (string, error) {
	for range 5 {
		resp, err := m.Get(m.Addr)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == 429 && resp.Header.Get("Retry-After") != "" {
			pause(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			continue
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			return "", fmt.Errorf("ask: throttled, nobody says for how long")
		}
		return answer(resp)
	}
	return "", fmt.Errorf("ask: no answer")
}

// Values counts the header's lines.
func (m *Medipim) Values() (string, error) {
	for range 5 {
		resp, err := m.Get(m.Addr)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == 429 {
			if v := resp.Header.Values("Retry-After"); len(v) > 0 { // want medipimretry/header
				pause(v[0])
				resp.Body.Close()
				continue
			}
		}
		return answer(resp)
	}
	return "", fmt.Errorf("ask: no answer")
}

// Late waits before the loop comes round, header or not.
func (m *Medipim) Late() (string, error) {
	wait := time.Duration(0)
	for range 5 {
		time.Sleep(wait)
		resp, err := m.Get(m.Addr)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			wait = 10 * time.Second
			if at, err := http.ParseTime(resp.Header.Get("Retry-After")); err == nil {
				wait = max(time.Until(at), time.Second)
			}
			continue
		}
		return answer(resp)
	}
	return "", fmt.Errorf("ask: no answer")
}

func pause(s string) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		n = 1
	}
	time.Sleep(time.Duration(n) * time.Second)
}
