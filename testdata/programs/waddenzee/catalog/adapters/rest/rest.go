// Package rest is the adapter for the suppliers' REST services.
package rest

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/waddenzee/catalog/domain"
)

var hosts = map[string]string{
	"be": "https://api.medipim.be",
	"fr": "https://api.medipim.fr",
	"au": "https://api.au.medipim.com",
}

type Adapter struct {
	hc      *http.Client
	country string
	pause   func(n int) time.Duration
}

// Sheets fetches in the background.
func (a *Adapter) Sheets(ctx context.Context, ids ...string) <-chan domain.Result[domain.Sheet] {
	out := make(chan domain.Result[domain.Sheet])
	go func() {
		defer close(out)
		for id := range slices.Values(ids) {
			select {
			case out <- a.one(ctx, id, 0):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func (a *Adapter) one(ctx context.Context, id string, n int) (r domain.Result[domain.Sheet]) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, hosts[a.country]+"/v4/products/find?id="+id, nil)
	if err != nil {
		r.Fail = domain.NewFailure(domain.KindBroken)
		return r
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		r.Fail = domain.NewFailure(domain.KindBroken)
		return r
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests && n < 6 {
		time.Sleep(a.pause(n) + time.Second)
		return a.one(ctx, id, n+1)
	}
	if resp.StatusCode != http.StatusOK {
		r.Fail = failure(resp)
		return r
	}
	if err := json.NewDecoder(resp.Body).Decode(&r.Value); err != nil {
		r.Fail = domain.NewFailure(domain.KindBroken)
	}
	return r
}

func failure(resp *http.Response) *domain.Failure {
	var env domain.MedipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return domain.NewFailure(domain.KindBroken)
	}
	f := domain.FromMedipim(kind(resp.StatusCode, env.Error.Code), env, resp.StatusCode)
	f.Text = cmp.Or(env.Error.Message, resp.Status)

	// how bad is it?
	bad := func(n int) bool { return n >= 500 }
	if bad(resp.StatusCode) {
		f.Level = 2
	}
	worst := max(env.Error.Status, 400)
	if slices.Contains([]int{500, 502, 503}, worst) { // want medipimstatus/branch
		f.Level = 3
	}
	return f
}

func kind(status int, code string) domain.Kind {
	switch {
	case status == http.StatusNotFound:
		return domain.KindMissing
	case status == http.StatusTooManyRequests:
		return domain.KindBusy
	case status == http.StatusForbidden, strings.HasPrefix(code, "authentication."):
		return domain.KindDenied
	case code == "http_method_not_allowed", code == "bad_request":
		return domain.KindInvalid
	// 404 was dealt with above
	case code == "endpoint_not_found": // want medipimpair/impossible
		return domain.KindInvalid
	}
	return domain.KindUnknown
}
