//medipimlint:client

package doers

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/sethgrid/pester"
)

// Listing is plain data.
type Listing struct {
	Results []json.RawMessage `json:"results"`
}

// doer is what all the clients here have in common.
type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// listing decodes a good answer and refuses any other in one general way.
func listing(resp *http.Response) (*Listing, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("listing: %s", resp.Status)
	}
	l := new(Listing)
	return l, json.NewDecoder(resp.Body).Decode(l)
}

// Heimdall is set up with retries, and this library repeats errors and 5xx only.
type Heimdall struct{ hc *httpclient.Client }

// NewHeimdall is where nothing can be set for the rate limit: reported.
func NewHeimdall() Heimdall {
	wait := heimdall.NewConstantBackoff(time.Second, 100*time.Millisecond)
	return Heimdall{httpclient.NewClient( // want medipimretry/library
		httpclient.WithRetryCount(4),
		httpclient.WithRetrier(heimdall.NewRetrier(wait)),
	)}
}

// List goes through that client; the report is at its constructor.
func (h Heimdall) List(url string, body []byte) (*Listing, error) {
	resp, err := h.hc.Post(url, bytes.NewReader(body), http.Header{"Content-Type": {"application/json"}})
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// Watched wraps the same kind of client in a loop of its own.
type Watched struct{ hc *httpclient.Client }

// NewWatched sets the same options as NewHeimdall; the loop in List makes up for them: silent.
func NewWatched() *Watched {
	w := &Watched{}
	w.hc = httpclient.NewClient(httpclient.WithRetryCount(4), httpclient.WithHTTPTimeout(time.Minute))
	return w
}

// List sends the same request again after a pause; this library puts the body back after every send: silent.
func (w *Watched) List(ctx context.Context, url string, body []byte) (*Listing, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for n := 1; ; n++ {
		resp, err := w.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n == 5 {
			return listing(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n) * 2 * time.Second)
	}
}

// Simple is a heimdall client with no retry option at all: reported on the send.
func Simple(req *http.Request) (*Listing, error) {
	hc := httpclient.NewClient(httpclient.WithHTTPTimeout(10 * time.Second))
	resp, err := hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// waiter is a doer that repeats the rate limit itself and rewinds what it sends.
type waiter struct{ hc *http.Client }

// Do waits and repeats: silent.
func (w waiter) Do(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		if n > 0 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req.Body = body
		}
		resp, err := w.hc.Do(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

// ThroughWaiter gives heimdall a doer that deals with the rate limit below it: silent.
func ThroughWaiter(url string, body []byte) (*Listing, error) {
	hc := httpclient.NewClient(httpclient.WithHTTPClient(waiter{http.DefaultClient}), httpclient.WithRetryCount(2))
	resp, err := hc.Post(url, bytes.NewReader(body), nil)
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// Pest keeps one pester client for all.
type Pest struct{ doer }

// NewPest sets tries and backoff and not the one switch that matters: reported.
func NewPest() Pest {
	pc := pester.New() // want medipimretry/library
	pc.MaxRetries = 5
	pc.Backoff = pester.ExponentialBackoff
	return Pest{pc}
}

// List goes through the promoted method; the report is at the constructor.
func (p Pest) List(req *http.Request) (*Listing, error) {
	resp, err := p.Do(req)
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// Calm keeps a pester client with the switch on.
type Calm struct{ pc *pester.Client }

// NewCalm sets the switch through the setter, on a client that extends another: silent.
func NewCalm(hc *http.Client) *Calm {
	c := &Calm{pc: pester.NewExtendedClient(hc)}
	c.pc.MaxRetries = 5
	c.pc.Backoff = pester.ExponentialBackoff
	c.pc.SetRetryOnHTTP429(true)
	return c
}

// List goes through a complete client: silent.
func (c *Calm) List(url string, body []byte) (*Listing, error) {
	resp, err := c.pc.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// Quiet sets the switch through the field, in a function of its own: silent.
func Quiet(req *http.Request) (*Listing, error) {
	pc := quieten(pester.New())
	resp, err := pc.Do(req)
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// quieten is the function that sets the switch.
func quieten(pc *pester.Client) *pester.Client {
	pc.MaxRetries, pc.RetryOnHTTP429 = 5, true
	return pc
}

// gatewayClient repeats a list of statuses without the rate limit: reported on the list.
var gatewayClient = &http.Client{Transport: rehttp.NewTransport(
	nil,
	rehttp.RetryAll(
		rehttp.RetryMaxRetries(3),
		rehttp.RetryStatuses(http.StatusBadGateway, http.StatusServiceUnavailable), // want medipimretry/incomplete
	),
	rehttp.ExpJitterDelay(time.Second, 20*time.Second),
)}

// Gateway goes through gatewayClient; the report is there.
func Gateway(req *http.Request) (*Listing, error) {
	resp, err := gatewayClient.Do(req)
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// Either joins two conditions of which one covers the rate limit: silent.
func Either(req *http.Request) (*Listing, error) {
	retry := rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryAny(rehttp.RetryTemporaryErr(), rehttp.RetryStatuses(429, 503)))
	hc := http.Client{Transport: rehttp.NewTransport(http.DefaultTransport, retry, rehttp.ConstDelay(2*time.Second))}
	resp, err := hc.Do(req)
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// Bodiless covers the rate limit and forbids to repeat what has a body, and it only posts: reported at the constructor.
func Bodiless(url string, body []byte) (*Listing, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryStatuses(http.StatusTooManyRequests), rehttp.ConstDelay(time.Second)) // want medipimretry/library
	tr.PreventRetryWithBody = true
	hc := &http.Client{Transport: tr}
	resp, err := hc.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// Looker forbids the same and sends only requests without a body: silent.
func Looker(url string) (*Listing, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryStatuses(http.StatusTooManyRequests), rehttp.ConstDelay(time.Second))
	tr.PreventRetryWithBody = true
	hc := &http.Client{Transport: tr}
	resp, err := hc.Get(url)
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// Breathless covers the rate limit without any delay: reported on that line.
func Breathless(req *http.Request) (*Listing, error) {
	hc := &http.Client{Transport: rehttp.NewTransport(nil, rehttp.RetryStatuses(429), rehttp.ConstDelay(0))} // want medipimretry/immediate
	resp, err := hc.Do(req)
	if err != nil {
		return nil, err
	}
	return listing(resp)
}

// Outage is a condition of the user's own without the rate limit: reported at its comparison.
func Outage(a rehttp.Attempt) bool {
	if a.Error != nil || a.Index > 4 {
		return false
	}
	return a.Response.StatusCode >= http.StatusInternalServerError // want medipimretry/incomplete
}

// NewOutageClient installs Outage.
func NewOutageClient() *http.Client {
	return &http.Client{Transport: rehttp.NewTransport(nil, Outage, rehttp.ConstDelay(time.Second))}
}

// Slow goes through NewOutageClient; the report is in Outage.
func Slow(req *http.Request) (*Listing, error) {
	resp, err := NewOutageClient().Do(req)
	if err != nil {
		return nil, err
	}
	return listing(resp)
}
