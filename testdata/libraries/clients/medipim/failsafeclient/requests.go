package failsafeclient

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

func requestHammering(ctx context.Context, body io.Reader) (*page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, products, body)
	if err != nil {
		return nil, err
	}
	policy := failsafehttp.NewRetryPolicyBuilder().WithMaxRetries(4).Build() // want medipimretry/immediate
	resp, err := failsafehttp.NewRequest(req, http.DefaultClient, policy).Do()
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func requestDelayed(ctx context.Context, body io.Reader) (*page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, products, body)
	if err != nil {
		return nil, err
	}
	policy := failsafehttp.NewRetryPolicyBuilder().WithDelay(2 * time.Second).Build()
	resp, err := failsafehttp.NewRequest(req, http.DefaultClient, policy).Do()
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// getJudgedByPolicy hands the response to the policy, which looks at its status.
func getJudgedByPolicy(query string) (*page, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().WithDelay(time.Second).ReturnLastFailure().Build()
	resp, err := failsafe.With(policy).Get(func() (*http.Response, error) {
		return http.Post(products, "application/json", strings.NewReader(query))
	})
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// runLooksAtNothing returns the error of Post alone, which a 429 is not.
func runLooksAtNothing(query string) (*page, error) {
	policy := retrypolicy.NewBuilder[any]().WithDelay(time.Second).Build()
	var resp *http.Response
	err := failsafe.With(policy).Run(func() error { // want medipimretry/library
		var err error
		resp, err = http.Post(products, "application/json", strings.NewReader(query))
		return err
	})
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func runReturnsAnError(query string) (p *page, err error) {
	policy := retrypolicy.NewBuilder[any]().WithBackoff(time.Second, time.Minute).Build()
	err = failsafe.With(policy).Run(func() error {
		resp, err := http.Post(products, "application/json", strings.NewReader(query))
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			return errors.New("too many requests")
		}
		p, err = decode(resp)
		return err
	})
	return p, err
}

func runRetriesBroken(query string) (p *page, err error) {
	policy := retrypolicy.NewBuilder[any]().WithBackoff(time.Second, time.Minute).AbortOnErrors(errRefused).Build()
	err = failsafe.With(policy).Run(func() error {
		resp, err := http.Post(products, "application/json", strings.NewReader(query))
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 { // want medipimretry/incomplete
			resp.Body.Close()
			return fmt.Errorf("status %s", resp.Status)
		}
		if resp.StatusCode >= 400 {
			resp.Body.Close()
			return errRefused
		}
		p, err = decode(resp)
		return err
	})
	return p, err
}

var errRefused = errors.New("refused")
