package behaviour

import (
	"net/http"
	"slices"
	"testing"
)

// sender posts the query to a URL with a fresh client and says what the caller
// of that client learns: the status of the response (0 if there is none), and
// the error.
type sender func(url string) (status int, err error)

// end is what a caller is left with after so many requests.
type end struct {
	requests int
	status   int
	failed   bool
}

// pause says what stands between two requests.
type pause int

const (
	single    pause = iota // there is no second request
	waits                  // at least about the configured delay
	immediate              // nothing
)

// row is one library in one configuration.
type row struct {
	library       string
	configuration string
	send          sender
	twice         end // the first two requests are answered 429, the third 200
	forever       end // every request is answered 429
	pause         pause
	emptied       bool // a retry loses the body
}

// Three ends that most rows share.
var (
	recovers = end{requests: 3, status: http.StatusOK}
	gives429 = end{requests: 1, status: http.StatusTooManyRequests}
)

// after is the end of a bounded retry that hands the last 429 to its caller.
func after(requests int) end {
	return end{requests: requests, status: http.StatusTooManyRequests}
}

// fails is the end of a retry whose caller gets an error and no response.
func fails(requests int) end {
	return end{requests: requests, failed: true}
}

func TestRetryOf429(t *testing.T) {
	table := slices.Concat(
		retryablehttpRows, restyRows, resty3Rows, reqRows, heimdallRows, pesterRows,
		rehttpRows, failsafeRows, closureRows, fasthttpRows, otherRows,
	)
	for _, r := range table {
		t.Run(r.library+"/"+r.configuration, func(t *testing.T) {
			t.Parallel()
			twice := r.run(t, "429 twice", 2, r.twice)
			always := r.run(t, "429 forever", forever, r.forever)
			for _, s := range []*limited{twice, always} {
				if s.sameBody() == r.emptied {
					t.Errorf("body the same in each request: %t", s.sameBody())
				}
			}
			switch least := always.shortest(); r.pause {
			case single:
				if n := always.requests(); n > 1 {
					t.Errorf("%d requests, want a single one", n)
				}
			case waits:
				if least < wait/2 {
					t.Errorf("waits %v between two requests, want at least %v", least, wait/2)
				}
			case immediate:
				if least >= wait/2 {
					t.Errorf("waits %v between two requests, want none", least)
				}
			}
		})
	}
}

// run sends through the row's client once and compares what came of it.
func (r row) run(t *testing.T, scenario string, refusals int, want end) *limited {
	t.Helper()
	server := serve(t, refusals)
	status, err := r.send(server.URL)
	got := end{requests: server.requests(), status: status, failed: err != nil}
	if got != want {
		t.Errorf("%s: %d requests, status %d, error %v\nwant %+v", scenario, got.requests, got.status, err, want)
	}
	return server
}

// statusOf closes a response and returns its status.
func statusOf(resp *http.Response, err error) (int, error) {
	if resp == nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, err
}

// post is a fresh request with the query as its body.
func post(url string) *http.Request {
	req, err := http.NewRequest(http.MethodPost, url, newBody())
	if err != nil {
		panic(err)
	}
	req.Header.Set("Content-Type", "application/json")
	return req
}
