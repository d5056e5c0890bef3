package behaviour

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// query is the body of every POST: a retry must send it again, whole.
const query = `{"filter":{"status":"active"},"page":{"size":100}}`

// wait is the delay that a row configures: short, and long enough to tell a
// library that waits from one that does not.
const wait = 20 * time.Millisecond

// limited answers 429 to the first requests, and 200 after them.
type limited struct {
	*httptest.Server

	mu     sync.Mutex
	bodies []string
	times  []time.Time
	left   int
}

// forever, as a number of refusals, outlasts every retry that is bounded.
const forever = 1 << 20

// endless is the number of requests after which the server gives in, so that a
// retry without end ends: the row then shows this number.
const endless = 25

// serve starts a server that refuses so many requests with 429.
func serve(t *testing.T, refusals int) *limited {
	t.Helper()
	l := &limited{left: refusals}
	l.Server = httptest.NewServer(http.HandlerFunc(l.answer))
	t.Cleanup(l.Close)
	return l
}

func (l *limited) answer(w http.ResponseWriter, r *http.Request) {
	now := time.Now()
	body, _ := io.ReadAll(r.Body)

	l.mu.Lock()
	l.bodies = append(l.bodies, string(body))
	l.times = append(l.times, now)
	refused := l.left > 0 && len(l.times) < endless
	l.left--
	l.mu.Unlock()

	w.Header().Set("Content-Type", "application/json")
	if refused {
		w.WriteHeader(http.StatusTooManyRequests)
		io.WriteString(w, `{"error":{"status":429,"code":"too_many_requests","message":"Slow down"}}`)
		return
	}
	io.WriteString(w, `{"meta":{"total":1},"results":[{"id":"M1"}]}`)
}

// requests is how many arrived so far.
func (l *limited) requests() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.times)
}

// sameBody says whether each request carried the whole query.
func (l *limited) sameBody() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, b := range l.bodies {
		if b != query {
			return false
		}
	}
	return true
}

// shortest is the least time between two requests.
func (l *limited) shortest() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	least := time.Hour
	for i := 1; i < len(l.times); i++ {
		least = min(least, l.times[i].Sub(l.times[i-1]))
	}
	return least
}
