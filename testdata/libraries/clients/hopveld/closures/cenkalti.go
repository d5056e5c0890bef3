package closures

import (
	"context"
	"net/http"

	backoff4 "github.com/cenkalti/backoff/v4"
	"github.com/cenkalti/backoff/v5"
)

// Four repeats errors of Do alone, and a throttled answer is no such error: reported on the library's call.
func (m *MedipimShelf) Four(ctx context.Context, body []byte) (*Box, error) {
	var resp *http.Response
	err := backoff4.Retry(func() error { // want medipimretry/library
		req, err := m.request(ctx, body)
		if err != nil {
			return err
		}
		resp, err = m.hc.Do(req)
		return err
	}, backoff4.NewExponentialBackOff())
	if err != nil {
		return nil, err
	}
	return unpack(resp)
}

// FourClosed makes an error of every bad answer inside the closure: silent.
func (m *MedipimShelf) FourClosed(ctx context.Context, body []byte) (box *Box, err error) {
	try := func() error {
		req, err := m.request(ctx, body)
		if err != nil {
			return backoff4.Permanent(err)
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return err
		}
		box, err = unpack(resp)
		return err
	}
	err = backoff4.Retry(try, backoff4.WithMaxRetries(backoff4.NewExponentialBackOff(), 5))
	return box, err
}

// FourPermanent wraps every refusal below 500 as permanent, the rate limit with it: reported on that condition.
func (m *MedipimShelf) FourPermanent(ctx context.Context, body []byte) (*Box, error) {
	return backoff4.RetryWithData(func() (*Box, error) {
		req, err := m.request(ctx, body)
		if err != nil {
			return nil, backoff4.Permanent(err)
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 && resp.StatusCode < 500 { // want medipimretry/incomplete
			return nil, backoff4.Permanent(refused(resp))
		}
		return unpack(resp)
	}, backoff4.WithContext(backoff4.NewExponentialBackOff(), ctx))
}

// FourSpared takes the rate limit out before it wraps the rest as permanent: silent.
func (m *MedipimShelf) FourSpared(ctx context.Context, body []byte) (*Box, error) {
	return backoff4.RetryWithData(func() (*Box, error) {
		req, err := m.request(ctx, body)
		if err != nil {
			return nil, backoff4.Permanent(err)
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 && resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
			return nil, backoff4.Permanent(refused(resp))
		}
		return unpack(resp)
	}, backoff4.WithContext(backoff4.NewExponentialBackOff(), ctx))
}

// Five uses the library's own error for a wait: silent.
func (m *MedipimShelf) Five(ctx context.Context, body []byte) (*Box, error) {
	return backoff.Retry(ctx, func() (*Box, error) {
		req, err := m.request(ctx, body)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			return nil, backoff.RetryAfter(seconds(resp))
		}
		box, err := unpack(resp)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		return box, nil
	}, backoff.WithMaxTries(6))
}

// FiveStale makes the request outside the closure, and the first try empties its body: reported on the send.
func (m *MedipimShelf) FiveStale(ctx context.Context, body []byte) (*Box, error) {
	req, err := m.request(ctx, body)
	if err != nil {
		return nil, err
	}
	return backoff.Retry(ctx, func() (*Box, error) {
		resp, err := m.hc.Do(req) // want medipimretry/unrewound
		if err != nil {
			return nil, err
		}
		return unpack(resp)
	}, backoff.WithMaxTries(4))
}

// FiveRewound makes the request outside too, and puts its body back before every try: silent.
func (m *MedipimShelf) FiveRewound(ctx context.Context, body []byte) (*Box, error) {
	req, err := m.request(ctx, body)
	if err != nil {
		return nil, err
	}
	op := func() (*Box, error) {
		fresh, err := req.GetBody()
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		req.Body = fresh
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		return unpack(resp)
	}
	return backoff.Retry(ctx, op, backoff.WithMaxTries(4), backoff.WithBackOff(backoff.NewConstantBackOff(pause)))
}

// operation is a closure that is made elsewhere than where it is repeated.
func (m *MedipimShelf) operation(ctx context.Context, body []byte) backoff.Operation[*Box] {
	return func() (*Box, error) {
		if len(body) == 0 {
			return nil, backoff.Permanent(errNoBody)
		}
		req, err := m.request(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		return unpack(resp)
	}
}

// FiveElsewhere repeats the closure that operation makes: silent.
func (m *MedipimShelf) FiveElsewhere(ctx context.Context, body []byte) (*Box, error) {
	return backoff.Retry(ctx, m.operation(ctx, body), backoff.WithBackOff(backoff.NewExponentialBackOff()))
}
