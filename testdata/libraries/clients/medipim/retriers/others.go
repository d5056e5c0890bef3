package retriers

import (
	"context"
	"net/http"
	"time"

	"github.com/eapache/go-resiliency/retrier"
	"k8s.io/apimachinery/pkg/util/wait"
)

func retrierLooksAtNothing(query string) (*page, error) {
	var resp *http.Response
	r := retrier.New(retrier.ExponentialBackoff(5, time.Second), nil)
	err := r.Run(func() (err error) { // want medipimretry/library
		resp, err = http.Post(products, "application/json", reader(query))
		return err
	})
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func retrierLimited(ctx context.Context, query string) (p *page, err error) {
	r := retrier.New(retrier.ConstantBackoff(5, time.Second), nil)
	err = r.RunCtx(ctx, func(ctx context.Context) error {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return err
		}
		if err := limited(resp); err != nil {
			return err
		}
		p, err = decode(resp)
		return err
	})
	return p, err
}

// waitLimited is not done as long as the answer is 429.
func waitLimited(query string) (p *page, err error) {
	err = wait.ExponentialBackoff(wait.Backoff{Duration: time.Second, Factor: 2, Steps: 5}, func() (bool, error) {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return false, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			return false, nil
		}
		p, err = decode(resp)
		return true, err
	})
	return p, err
}
