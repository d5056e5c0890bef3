package behaviour

import (
	"context"
	"errors"
	"net/http"

	retry4 "github.com/avast/retry-go/v4"
	retry5 "github.com/avast/retry-go/v5"
	backoff4 "github.com/cenkalti/backoff/v4"
	backoff5 "github.com/cenkalti/backoff/v5"
	"github.com/eapache/go-resiliency/retrier"
	lestrrat "github.com/lestrrat-go/backoff/v2"
	"github.com/matryer/try"
	"github.com/sethvargo/go-retry"
	utilwait "k8s.io/apimachinery/pkg/util/wait"
)

var errLimited = errors.New("too many requests")

// verdict is what a closure makes of the answer: the error that it returns to
// the retry library.
type verdict func(resp *http.Response) error

// bare looks at no status.
func bare(*http.Response) error { return nil }

// errorOn429 makes an error of a 429, and of nothing else.
func errorOn429(resp *http.Response) error {
	if resp.StatusCode == http.StatusTooManyRequests {
		return errLimited
	}
	return nil
}

// wrapped makes an error of a 429 in the library's own wrapping.
func wrapped(wrap func(error) error) verdict {
	return func(resp *http.Response) error {
		if err := errorOn429(resp); err != nil {
			return wrap(err)
		}
		return nil
	}
}

// closure posts in an operation that a retry library calls.
func closure(retry func(op func() error) error, judge verdict) sender {
	return func(url string) (status int, err error) {
		err = retry(func() error {
			resp, err := http.DefaultClient.Do(post(url))
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			status = resp.StatusCode
			return judge(resp)
		})
		return status, err
	}
}

// refused is the end of a bounded retry that keeps the last status and fails.
func refused(requests int) end {
	return end{requests: requests, status: http.StatusTooManyRequests, failed: true}
}

// v4 retries with a fresh policy each time: one that counts has a state.
func v4(policy func() backoff4.BackOff) func(op func() error) error {
	return func(op func() error) error { return backoff4.Retry(op, policy()) }
}

// constant4 is a policy of so many retries after the first attempt.
func constant4(retries uint64) func() backoff4.BackOff {
	return func() backoff4.BackOff {
		return backoff4.WithMaxRetries(backoff4.NewConstantBackOff(wait), retries)
	}
}

func v5(opts ...backoff5.RetryOption) func(op func() error) error {
	return func(op func() error) error {
		_, err := backoff5.Retry(context.Background(), func() (struct{}, error) { return struct{}{}, op() }, opts...)
		return err
	}
}

func avast(opts ...retry4.Option) func(op func() error) error {
	return func(op func() error) error { return retry4.Do(op, opts...) }
}

func sethvargo(b retry.Backoff) func(op func() error) error {
	return func(op func() error) error {
		return retry.Do(context.Background(), b, func(context.Context) error { return op() })
	}
}

var constant5 = backoff5.WithBackOff(backoff5.NewConstantBackOff(wait))

var closureRows = []row{
	{
		library: "cenkalti/backoff v4", configuration: "no error on 429",
		send:  closure(v4(constant4(3)), bare),
		twice: gives429, forever: gives429,
	},
	{
		library: "cenkalti/backoff v4", configuration: "an error on 429",
		send:  closure(v4(constant4(3)), errorOn429),
		twice: recovers, forever: refused(4), pause: waits,
	},
	{
		library: "cenkalti/backoff v4", configuration: "Permanent on 429",
		send:  closure(v4(constant4(3)), wrapped(backoff4.Permanent)),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "cenkalti/backoff v4", configuration: "StopBackOff",
		send:  closure(v4(func() backoff4.BackOff { return &backoff4.StopBackOff{} }), errorOn429),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "cenkalti/backoff v4", configuration: "ZeroBackOff",
		send:  closure(v4(func() backoff4.BackOff { return backoff4.WithMaxRetries(&backoff4.ZeroBackOff{}, 3) }), errorOn429),
		twice: recovers, forever: refused(4), pause: immediate,
	},
	{
		library: "cenkalti/backoff v4", configuration: "WithMaxRetries 0",
		send:  closure(v4(constant4(0)), errorOn429),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "cenkalti/backoff v5", configuration: "no error on 429",
		send:  closure(v5(constant5), bare),
		twice: gives429, forever: gives429,
	},
	{
		library: "cenkalti/backoff v5", configuration: "an error on 429",
		send:  closure(v5(constant5, backoff5.WithMaxTries(4)), errorOn429),
		twice: recovers, forever: refused(4), pause: waits,
	},
	{
		library: "cenkalti/backoff v5", configuration: "Permanent on 429",
		send:  closure(v5(constant5), wrapped(backoff5.Permanent)),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "cenkalti/backoff v5", configuration: "WithMaxTries 1",
		send:  closure(v5(constant5, backoff5.WithMaxTries(1)), errorOn429),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "cenkalti/backoff v5", configuration: "RetryAfter(0) overrides the delay",
		send: closure(v5(constant5, backoff5.WithMaxTries(4)),
			wrapped(func(error) error { return backoff5.RetryAfter(0) })),
		twice: recovers, forever: refused(4), pause: immediate,
	},
	{
		library: "cenkalti/backoff v5", configuration: "ZeroBackOff",
		send:  closure(v5(backoff5.WithBackOff(&backoff5.ZeroBackOff{}), backoff5.WithMaxTries(4)), errorOn429),
		twice: recovers, forever: refused(4), pause: immediate,
	},
	{
		library: "avast/retry-go v4", configuration: "no error on 429",
		send:  closure(avast(retry4.Delay(wait)), bare),
		twice: gives429, forever: gives429,
	},
	{
		library: "avast/retry-go v4", configuration: "an error on 429",
		send:  closure(avast(retry4.Delay(wait), retry4.Attempts(4)), errorOn429),
		twice: recovers, forever: refused(4), pause: waits,
	},
	{
		library: "avast/retry-go v4", configuration: "Unrecoverable on 429",
		send:  closure(avast(retry4.Delay(wait)), wrapped(retry4.Unrecoverable)),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "avast/retry-go v4", configuration: "RetryIf leaves the error out",
		send: closure(avast(retry4.RetryIf(func(err error) bool { return !errors.Is(err, errLimited) })),
			errorOn429),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "avast/retry-go v4", configuration: "Attempts(1)",
		send:  closure(avast(retry4.Attempts(1)), errorOn429),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "avast/retry-go v4", configuration: "Attempts(0) is without end",
		send: closure(avast(retry4.Attempts(0), retry4.Delay(wait), retry4.DelayType(retry4.FixedDelay)),
			errorOn429),
		twice: recovers, forever: end{requests: endless, status: 200}, pause: waits,
	},
	{
		library: "avast/retry-go v4", configuration: "Delay(0), FixedDelay",
		send: closure(avast(retry4.Attempts(4), retry4.Delay(0), retry4.DelayType(retry4.FixedDelay)),
			errorOn429),
		twice: recovers, forever: refused(4), pause: immediate,
	},
	{
		library: "avast/retry-go v5", configuration: "no error on 429",
		send:  closure(func(op func() error) error { return retry5.New(retry5.Delay(wait)).Do(op) }, bare),
		twice: gives429, forever: gives429,
	},
	{
		library: "avast/retry-go v5", configuration: "an error on 429",
		send: closure(func(op func() error) error {
			return retry5.New(retry5.Delay(wait), retry5.Attempts(4)).Do(op)
		}, errorOn429),
		twice: recovers, forever: refused(4), pause: waits,
	},
	{
		library: "sethvargo/go-retry", configuration: "no error on 429",
		send:  closure(sethvargo(retry.NewConstant(wait)), bare),
		twice: gives429, forever: gives429,
	},
	{
		library: "sethvargo/go-retry", configuration: "a plain error on 429",
		send:  closure(sethvargo(retry.NewConstant(wait)), errorOn429),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "sethvargo/go-retry", configuration: "RetryableError on 429",
		send: func(url string) (int, error) {
			b := retry.WithMaxRetries(3, retry.NewConstant(wait))
			return closure(sethvargo(b), wrapped(retry.RetryableError))(url)
		},
		twice: recovers, forever: refused(4), pause: waits,
	},
	{
		library: "sethvargo/go-retry", configuration: "WithMaxRetries(0)",
		send: func(url string) (int, error) {
			b := retry.WithMaxRetries(0, retry.NewConstant(wait))
			return closure(sethvargo(b), wrapped(retry.RetryableError))(url)
		},
		twice: refused(1), forever: refused(1),
	},
	{
		library: "eapache/go-resiliency", configuration: "no error on 429",
		send:  closure(retrier.New(retrier.ConstantBackoff(3, wait), nil).Run, bare),
		twice: gives429, forever: gives429,
	},
	{
		library: "eapache/go-resiliency", configuration: "an error on 429",
		send:  closure(retrier.New(retrier.ConstantBackoff(3, wait), nil).Run, errorOn429),
		twice: recovers, forever: refused(4), pause: waits,
	},
	{
		library: "eapache/go-resiliency", configuration: "WhitelistClassifier without the error",
		send: closure(retrier.New(retrier.ConstantBackoff(3, wait),
			retrier.WhitelistClassifier{http.ErrHandlerTimeout}).Run, errorOn429),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "matryer/try", configuration: "true and an error on 429",
		send: closure(func(op func() error) error {
			return try.Do(func(attempt int) (bool, error) {
				err := op()
				return attempt < 4, err
			})
		}, errorOn429),
		twice: recovers, forever: refused(4), pause: immediate,
	},
	{
		library: "matryer/try", configuration: "false and an error on 429",
		send: closure(func(op func() error) error {
			return try.Do(func(int) (bool, error) { return false, op() })
		}, errorOn429),
		twice: refused(1), forever: refused(1),
	},
	{
		// It waits in the head of the loop.
		library: "lestrrat-go/backoff", configuration: "Continue, and another round on 429",
		send: closure(func(op func() error) (err error) {
			c := lestrrat.Constant(lestrrat.WithInterval(wait), lestrrat.WithMaxRetries(3)).Start(context.Background())
			for lestrrat.Continue(c) {
				if err = op(); err == nil {
					return nil
				}
			}
			return err
		}, errorOn429),
		twice: recovers, forever: refused(4), pause: waits,
	},
	{
		// The condition is done, not done, or failed: an error ends it.
		library: "k8s wait", configuration: "not done on 429",
		send: func(url string) (status int, err error) {
			err = utilwait.ExponentialBackoff(utilwait.Backoff{Duration: wait, Steps: 4}, func() (bool, error) {
				var err error
				status, err = statusOf(http.DefaultClient.Do(post(url)))
				return status != http.StatusTooManyRequests, err
			})
			return status, err
		},
		twice: recovers, forever: refused(4), pause: waits,
	},
	{
		library: "k8s wait", configuration: "an error on 429",
		send: func(url string) (status int, err error) {
			err = utilwait.ExponentialBackoff(utilwait.Backoff{Duration: wait, Steps: 4}, func() (bool, error) {
				var err error
				status, err = statusOf(http.DefaultClient.Do(post(url)))
				if status == http.StatusTooManyRequests {
					return false, errLimited
				}
				return true, err
			})
			return status, err
		},
		twice: refused(1), forever: refused(1),
	},
}
