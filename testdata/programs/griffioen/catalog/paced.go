package catalog

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"example.com/griffioen/httpx"
	medipimhttp "example.com/griffioen/transport"
)

// Paced keeps below the quota.
type Paced struct {
	http *http.Client
	base string
}

// NewPaced gives a client that waits before each send, and does nothing after.
func NewPaced() *Paced {
	rt := httpx.Chain(http.DefaultTransport, medipimhttp.Logging(slog.Default()), medipimhttp.Pace(time.Second))
	return &Paced{http: &http.Client{Transport: rt}, base: baseURL}
}

// Count is not reported: to wait before a send is no answer to a 429, but what the company's chain is made of
// cannot be told.
func (p *Paced) Count(ctx context.Context, kind string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, baseURL+"/"+kind+"/count", nil)
	if err != nil {
		return 0, err
	}
	resp, err := p.http.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("count %s: %s", kind, resp.Status)
	}
	var out struct {
		Total int `json:"total"`
	}
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out.Total, err
}

// Checked goes through a transport that makes errors of what is no 2xx.
type Checked struct {
	http *http.Client
}

// NewChecked gives a client whose answers are all 2xx.
func NewChecked() *Checked {
	return &Checked{http: &http.Client{Transport: medipimhttp.Check(httpx.Chain(http.DefaultTransport, medipimhttp.Retry(3)))}}
}

// Names is not reported: no error status gets past the transport.
func (c *Checked) Names(ctx context.Context, kind string) ([]string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, baseURL+"/"+kind+"/names", nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var names []string
	err = json.NewDecoder(resp.Body).Decode(&names)
	return names, err
}

// companyClient is what all programs of the company send through.
var companyClient = &http.Client{Transport: httpx.Chain(http.DefaultTransport, httpx.Patient(6))}

// Version is not reported: the company's transport tries again after a wait.
func Version(ctx context.Context) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, baseURL+"/version", nil)
	if err != nil {
		return "", err
	}
	resp, err := companyClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return "", fmt.Errorf("version: %s", resp.Status)
	}
	var out struct {
		Version string `json:"version"`
	}
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out.Version, err
}
