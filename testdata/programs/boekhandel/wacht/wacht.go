// Package wacht tries things again. It knows nothing about HTTP.
package wacht

import (
	"context"
	"math/rand/v2"
	"time"
)

// Fn is one attempt: again says whether another makes sense.
type Fn func(ctx context.Context) (again bool, err error)

// Doe runs fn at most n times.
func Doe(ctx context.Context, n int, pauze time.Duration, fn Fn) error {
	for i := 0; ; i++ {
		again, err := fn(ctx)
		if err == nil || !again || i+1 == n {
			return err
		}
		t := time.NewTimer(pauze<<i + rand.N(pauze))
		select {
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		case <-t.C:
		}
	}
}
