//medipimlint:client

package outcome

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// Outcome says what the loop does with an answer.
type Outcome int

const (
	// Done means that the answer can be used.
	Done Outcome = iota
	// Again means that the request is sent once more.
	Again
	// Broken means that nothing helps.
	Broken
)

// judge is not reported: 429 is among what is sent again.
func judge(status int) Outcome {
	switch {
	case status < 300:
		return Done
	case status == http.StatusTooManyRequests, status >= 500:
		return Again
	default:
		return Broken
	}
}

// judgeStrict is reported: 429 falls to the default, so it is never sent again.
func judgeStrict(status int) Outcome {
	switch {
	case status < 300:
		return Done
	case status >= 500: // want medipimretry/incomplete
		return Again
	default:
		return Broken
	}
}

// Ping is not reported: its judge covers 429, and it sleeps.
func Ping(ctx context.Context, hc *http.Client, url string) error {
	for try := 1; try <= 4; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch judge(resp.StatusCode) {
		case Done:
			return nil
		case Again:
			time.Sleep(time.Duration(try*try) * time.Second)
		case Broken:
			return fmt.Errorf("ping: %s", resp.Status)
		}
	}
	return fmt.Errorf("ping: too many tries")
}

// PingStrict is not reported itself: its judge is.
func PingStrict(ctx context.Context, hc *http.Client, url string) error {
	for try := 1; try <= 4; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch judgeStrict(resp.StatusCode) {
		case Done:
			return nil
		case Again:
			time.Sleep(time.Duration(try*try) * time.Second)
		case Broken:
			return fmt.Errorf("ping: %s", resp.Status)
		}
	}
	return fmt.Errorf("ping: too many tries")
}
