// Package shops calls package limits.
package shops

import (
	"errors"
	"log"
	"net/http"
	"time"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer/testdata/limits"
)

func patient(id string) error {
	for n := range 4 {
		err := limits.Sentinel(id)
		if !errors.Is(err, limits.ErrSlow) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return limits.ErrSlow
}

func hasty(id string) error {
	for range 4 {
		err := limits.Sentinel(id)
		if !errors.Is(err, limits.ErrSlow) { // want immediate
			return err
		}
	}
	return limits.ErrSlow
}

func handsUp(id string) error { return limits.Sentinel(id) }

func passesOver(id string) error {
	err := limits.General(id)
	if limits.IsSlow(err) { // want swallowed
		return nil
	}
	return err
}

func byGetter(id string) error {
	err := limits.General(id)
	var e *limits.Error
	if errors.As(err, &e) && e.Code() == http.StatusTooManyRequests { // want fatal
		log.Fatal(err)
	}
	return err
}

func anyError(id string) {
	if err := limits.General(id); err != nil {
		log.Fatal(err)
	}
}

func byOutcome(id string) error {
	o, err := limits.Enum(id)
	if o == limits.Slow { // want swallowed
		return nil
	}
	return err
}

func throughClient() error {
	resp, err := limits.Client().Get("https://api.medipim.be/v4/x")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func throughPlain() error {
	resp, err := limits.Plain().Get("https://api.medipim.be/v4/x") // want missing
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
