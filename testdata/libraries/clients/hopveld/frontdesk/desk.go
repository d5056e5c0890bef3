//medipimlint:client

package frontdesk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/go-resty/resty/v2"
)

// ErrSlowDown is what callers of this package test for.
var ErrSlowDown = errors.New("the catalogue asks us to slow down")

type failureBody struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Leaflets is plain data.
type Leaflets struct {
	Results []json.RawMessage `json:"results"`
}

// Desk keeps a client that retries nothing; every method decides for itself.
type Desk struct {
	rc  *resty.Client
	log *slog.Logger
}

// Open takes the address from its caller and sets no retry option.
func Open(address string, log *slog.Logger) *Desk {
	return &Desk{rc: resty.New().SetBaseURL(address).SetError(&failureBody{}), log: log}
}

// general is a plain failure that only carries the status as text.
func general(resp *resty.Response) error {
	return fmt.Errorf("%s %s: %s", resp.Request.Method, resp.Request.URL, resp.Status())
}

// post hands the whole answer up; its callers are judged one by one, because some of them wait and repeat.
func (d *Desk) post(ctx context.Context, path string, body any) (*resty.Response, error) {
	return d.rc.R().SetContext(ctx).SetBody(body).SetResult(&Leaflets{}).Post(path)
}

// Find waits and repeats: silent.
func (d *Desk) Find(ctx context.Context, text string) (*Leaflets, error) {
	for range 6 {
		resp, err := d.post(ctx, "/v4/products/query", map[string]string{"text": text})
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == http.StatusTooManyRequests {
			time.Sleep(waitFor(resp, 2*time.Second))
			continue
		}
		if resp.IsError() {
			return nil, general(resp)
		}
		return resp.Result().(*Leaflets), nil
	}
	return nil, ErrSlowDown
}

// waitFor never answers zero: without a usable header the fallback is taken.
func waitFor(resp *resty.Response, fallback time.Duration) time.Duration {
	if secs, err := strconv.Atoi(resp.Header().Get("Retry-After")); err == nil && secs > 0 {
		return time.Duration(secs) * time.Second
	}
	return fallback
}

// Brands is the sibling of Find that repeats nothing: its own call of post is reported.
func (d *Desk) Brands(ctx context.Context) (*Leaflets, error) {
	resp, err := d.post(ctx, "/v4/brands/query", struct{}{}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if !resp.IsSuccess() {
		return nil, general(resp)
	}
	return resp.Result().(*Leaflets), nil
}

// Media tells the rate limit apart and hands a sentinel up: silent.
func (d *Desk) Media(ctx context.Context) (*Leaflets, error) {
	resp, err := d.post(ctx, "/v4/media/query", struct{}{})
	if err != nil {
		return nil, err
	}
	switch sc := resp.StatusCode(); {
	case sc == http.StatusTooManyRequests:
		return nil, ErrSlowDown
	case sc > 299:
		return nil, general(resp)
	}
	return resp.Result().(*Leaflets), nil
}

// Count answers an empty result to a throttled caller: reported on the condition.
func (d *Desk) Count(ctx context.Context) (int, error) {
	resp, err := d.post(ctx, "/v4/products/query", struct{}{})
	if err != nil {
		return 0, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests { // want medipimretry/swallowed
		d.log.WarnContext(ctx, "throttled")
		return 0, nil
	}
	if resp.IsError() {
		return 0, general(resp)
	}
	return len(resp.Result().(*Leaflets).Results), nil
}

// MustCount ends the program at the rate limit: reported on the case.
func (d *Desk) MustCount(ctx context.Context) int {
	resp, err := d.post(ctx, "/v4/products/query", struct{}{})
	if err != nil {
		log.Fatal(err)
	}
	switch resp.StatusCode() {
	case http.StatusOK:
		return len(resp.Result().(*Leaflets).Results)
	case http.StatusTooManyRequests: // want medipimretry/fatal
		log.Fatal("we were throttled")
	default:
		log.Fatal(general(resp))
	}
	return 0
}

// Hammer repeats at once: reported on the condition.
func (d *Desk) Hammer(ctx context.Context) (*Leaflets, error) {
	resp, err := d.post(ctx, "/v4/products/query", struct{}{})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests { // want medipimretry/immediate
		return d.Hammer(ctx)
	}
	if resp.IsError() {
		return nil, general(resp)
	}
	return resp.Result().(*Leaflets), nil
}

// Recur is Hammer with a pause before it comes back: silent.
func (d *Desk) Recur(ctx context.Context, depth int) (*Leaflets, error) {
	resp, err := d.post(ctx, "/v4/products/query", struct{}{})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests && depth < 5 {
		time.Sleep(time.Second << depth)
		return d.Recur(ctx, depth+1)
	}
	if resp.IsError() {
		return nil, general(resp)
	}
	return resp.Result().(*Leaflets), nil
}

// Obedient waits only if the header is there, which is not promised: reported on the test of the header.
func (d *Desk) Obedient(ctx context.Context) (*Leaflets, error) {
again:
	resp, err := d.post(ctx, "/v4/products/query", struct{}{})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		if after := resp.Header().Get("Retry-After"); after != "" { // want medipimretry/header
			if secs, err := strconv.Atoi(after); err == nil && secs > 0 {
				time.Sleep(time.Duration(secs) * time.Second)
				goto again
			}
		}
	}
	if resp.IsError() {
		return nil, general(resp)
	}
	return resp.Result().(*Leaflets), nil
}

// Obliging waits if the header is there and hands the sentinel up otherwise: silent.
func (d *Desk) Obliging(ctx context.Context) (*Leaflets, error) {
	for {
		resp, err := d.post(ctx, "/v4/products/query", struct{}{})
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == http.StatusTooManyRequests {
			secs, err := strconv.Atoi(resp.Header().Get("Retry-After"))
			if err != nil || secs < 1 {
				return nil, ErrSlowDown
			}
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		if resp.IsError() {
			return nil, general(resp)
		}
		return resp.Result().(*Leaflets), nil
	}
}

// ZeroWait sleeps as long as the header says, which is not at all without one: reported on the condition.
func (d *Desk) ZeroWait(ctx context.Context) (*Leaflets, error) {
	for range 10 {
		resp, err := d.post(ctx, "/v4/products/query", struct{}{})
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == http.StatusTooManyRequests { // want medipimretry/immediate
			secs, _ := strconv.Atoi(resp.Header().Get("Retry-After"))
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		if resp.IsError() {
			return nil, general(resp)
		}
		return resp.Result().(*Leaflets), nil
	}
	return nil, ErrSlowDown
}

// AtLeastOne is ZeroWait with a floor under the delay: silent.
func (d *Desk) AtLeastOne(ctx context.Context) (*Leaflets, error) {
	for range 10 {
		resp, err := d.post(ctx, "/v4/products/query", struct{}{})
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == http.StatusTooManyRequests {
			secs, _ := strconv.Atoi(resp.Header().Get("Retry-After"))
			time.Sleep(time.Duration(max(secs, 1)) * time.Second)
			continue
		}
		if resp.IsError() {
			return nil, general(resp)
		}
		return resp.Result().(*Leaflets), nil
	}
	return nil, ErrSlowDown
}

// Outage repeats with a pause, and only for trouble at the server: reported on that condition.
func (d *Desk) Outage(ctx context.Context) (*Leaflets, error) {
	var last error
	for range 4 {
		resp, err := d.post(ctx, "/v4/products/query", struct{}{})
		if err != nil {
			return nil, err
		}
		if resp.IsSuccess() {
			return resp.Result().(*Leaflets), nil
		}
		last = general(resp)
		if resp.StatusCode() < http.StatusInternalServerError { // want medipimretry/incomplete
			break
		}
		time.Sleep(3 * time.Second)
	}
	return nil, last
}
