package outcomes

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

const origin = "https://api.medipim.be/v4"

type outcome int

const (
	fine outcome = iota
	absent
	crowded
	broken
)

func judge(status int) outcome {
	switch {
	case status == http.StatusOK:
		return fine
	case status == http.StatusNotFound:
		return absent
	case status == http.StatusTooManyRequests:
		return crowded
	}
	return broken
}

func ask(path string) (outcome, []byte, error) {
	resp, err := http.Get(origin + path)
	if err != nil {
		return broken, nil, err
	}
	defer resp.Body.Close()
	o := judge(resp.StatusCode)
	if o != fine {
		return o, nil, nil
	}
	b, err := io.ReadAll(resp.Body)
	return o, b, err
}

// Names comes back after a pause when the outcome says that it is crowded.
func Names(path string) (names []string, err error) {
	for {
		o, b, err := ask(path)
		if err != nil {
			return nil, err
		}
		switch o {
		case fine:
			return names, json.Unmarshal(b, &names)
		case absent:
			return nil, nil
		case crowded:
			time.Sleep(3 * time.Second)
		default:
			return nil, fmt.Errorf("%s: broken", path)
		}
	}
}

// Reply tells the callers what they need to know about an answer.
type Reply struct {
	Found   bool
	Limited bool
	Names   []string
}

// Ask has a field in its result for 429.
func Ask(path string) (Reply, error) {
	resp, err := http.Get(origin + path)
	if err != nil {
		return Reply{}, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		r := Reply{Found: true}
		err := json.NewDecoder(resp.Body).Decode(&r.Names)
		return r, err
	case http.StatusNotFound:
		return Reply{}, nil
	case http.StatusTooManyRequests:
		return Reply{Limited: true}, nil
	}
	return Reply{}, fmt.Errorf("ask: %s", resp.Status)
}

type verdict string

// Verdict has a word for each thing that can be wrong with a key, and none for 429.
func Verdict(path string) (verdict, error) {
	resp, err := http.Get(origin + path) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return "good", nil
	case http.StatusUnauthorized:
		return "unknown key", nil
	case http.StatusForbidden:
		return "lacks the right", nil
	}
	return "", fmt.Errorf("verdict: %s", resp.Status)
}

type pair struct {
	code int
	body []byte
}

func raw(method, path string) (p pair, err error) {
	req, err := http.NewRequest(method, origin+path, nil)
	if err != nil {
		return p, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	p.code = resp.StatusCode
	p.body, err = io.ReadAll(resp.Body)
	return p, err
}

// Gone takes the pair of status and bytes and loops on the number in it.
func Gone(path string) (bool, error) {
	for n := range 6 {
		p, err := raw(http.MethodHead, path)
		if err != nil {
			return false, err
		}
		if p.code == 429 {
			time.Sleep(time.Duration(n+1) * 2 * time.Second)
			continue
		}
		return p.code == 404, nil
	}
	return false, fmt.Errorf("gone: %s: throttled", path)
}
