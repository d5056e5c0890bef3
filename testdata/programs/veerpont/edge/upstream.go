package edge

import (
	"encoding/json"
	"time"

	"github.com/valyala/fasthttp"
)

// upstream was to repeat a 429 as well.
var upstream = &fasthttp.HostClient{ // want medipimretry/library
	Addr:                      "api.medipim.be:443",
	IsTLS:                     true,
	MaxIdemponentCallAttempts: 5,
	RetryIfErr: func(_ *fasthttp.Request, attempts int, err error) (bool, bool) {
		return true, attempts < 5
	},
}

func medipimUpstream(path string) (n int, err error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	req.SetRequestURI("https://api.medipim.be" + path)
	if err = upstream.DoTimeout(req, resp, time.Second); err != nil {
		return 0, err
	}
	if resp.StatusCode() >= 400 {
		return 0, asError(resp)
	}
	err = json.Unmarshal(resp.Body(), &n)
	return n, err
}

// Upstream counts.
func Upstream() (int, error) { return medipimUpstream("/v4/products/count") }
