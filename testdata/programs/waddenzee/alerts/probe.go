// Package alerts probes the suppliers and wakes people up.
package alerts

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

const probeURL = "https://api.medipim.fr/v4/products/find?id=M1"

// Sample is one probe.
type Sample struct {
	HTTP    int
	Code    string
	Message string
	Took    time.Duration
	Level   string
}

type counters struct {
	byStatus [600]atomic.Int64
	texts    map[string]int
	codes    map[string]int
}

// patient waits out a 429.
type patient struct{ next http.RoundTripper }

func (p patient) RoundTrip(r *http.Request) (*http.Response, error) {
	for i := 1; ; i++ {
		resp, err := p.next.RoundTrip(r)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || i == 4 {
			return resp, err
		}
		resp.Body.Close()
		if r.Body != nil {
			if r.Body, err = r.GetBody(); err != nil {
				return nil, err
			}
		}
		time.Sleep(time.Duration(i*i) * time.Second)
	}
}

type Prober struct {
	hc *http.Client
	c  *counters
}

func New() *Prober {
	return &Prober{
		hc: &http.Client{Transport: patient{http.DefaultTransport}, Timeout: time.Minute},
		c:  &counters{texts: map[string]int{}, codes: map[string]int{}},
	}
}

type inner struct {
	Status  int
	Code    string
	Message string
}

func (p *Prober) Probe(ctx context.Context) (*Sample, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, probeURL, nil)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	resp, err := p.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	s := &Sample{HTTP: resp.StatusCode, Took: time.Since(start)}
	p.c.byStatus[resp.StatusCode%600].Add(1)
	if resp.StatusCode == http.StatusOK {
		return s, nil
	}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var env struct{ Error inner }
	env.Error.Status = resp.StatusCode
	if json.Unmarshal(raw, &env) == nil {
		s.Code, s.Message = env.Error.Code, env.Error.Message
	}
	if env.Error.Status >= 500 { // want medipimstatus/order
		s.Level = "page"
	}
	p.c.count(strconv.Itoa(env.Error.Status), s)
	return s, nil
}

// Reprobe is what the button in the dashboard does.
func Reprobe(resp *http.Response) string {
	var env struct{ Error inner }
	status := resp.StatusCode
	if json.NewDecoder(resp.Body).Decode(&env) == nil {
		status = env.Error.Status
	}
	switch status { // want medipimstatus/mixed
	case 401, 403:
		return "key"
	case 404:
		return "product"
	}
	return "other"
}

// Reread does the same with the response's status.
func Reread(resp *http.Response) string {
	var env struct{ Error inner }
	err := json.NewDecoder(resp.Body).Decode(&env)
	env.Error.Status = resp.StatusCode
	if err != nil {
		return "html"
	}
	switch env.Error.Status {
	case 401, 403:
		return "key"
	case 404:
		return "product"
	}
	return "other"
}

func (c *counters) count(body string, s *Sample) {
	c.codes[s.Code]++
	c.codes[body]++
	c.texts[s.Message]++
	if c.texts[s.Message] > 10 {
		s.Level = "noisy"
	}
}
