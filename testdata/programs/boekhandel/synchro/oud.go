package synchro

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	backoffv4 "github.com/cenkalti/backoff/v4"
)

// Raw returns the bytes of a page. It predates New and stays for the cron job.
func (s *Syncer) Raw(ctx context.Context, from int) ([]byte, error) {
	var (
		out    []byte
		status int
	)
	op := func() error {
		req, err := s.request(ctx, "/v4/media/query", map[string]int{"from": from})
		if err != nil {
			return backoffv4.Permanent(err)
		}
		resp, err := s.doer.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if code := resp.StatusCode; code > 499 { // want medipimretry/incomplete
			return fmt.Errorf("server: %d", code)
		}
		status = resp.StatusCode
		out, err = io.ReadAll(resp.Body)
		return err
	}
	b := backoffv4.WithMaxRetries(backoffv4.NewConstantBackOff(2*time.Second), 5)
	if err := backoffv4.RetryNotify(op, backoffv4.WithContext(b, ctx), func(err error, _ time.Duration) { s.log.Warn(err) }); err != nil {
		return nil, err
	}
	if status != http.StatusOK {
		return nil, fmt.Errorf("media: %d: %.200s", status, out)
	}
	return out, nil
}

// RawBrands is Raw for brands.
func (s *Syncer) RawBrands(ctx context.Context) ([]byte, error) {
	return backoffv4.RetryWithData(func() ([]byte, error) {
		req, err := s.request(ctx, "/v4/brands/query", struct{}{})
		if err != nil {
			return nil, backoffv4.Permanent(err)
		}
		resp, err := s.doer.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= http.StatusInternalServerError {
			return nil, fmt.Errorf("brands: %s", resp.Status)
		}
		if resp.StatusCode >= http.StatusBadRequest {
			return nil, backoffv4.Permanent(fmt.Errorf("brands: %s: %s", resp.Status, b))
		}
		return b, nil
	}, backoffv4.WithContext(backoffv4.NewExponentialBackOff(), ctx))
}

// RawMeta only wants the first kilobyte.
func (s *Syncer) RawMeta(ctx context.Context) ([]byte, error) {
	var head []byte
	err := backoffv4.Retry(func() error {
		req, err := s.request(ctx, "/v4/products/query", map[string]int{"size": 0})
		if err != nil {
			return backoffv4.Permanent(err)
		}
		resp, err := s.doer.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == 429 {
			return fmt.Errorf("slow down")
		}
		head, err = io.ReadAll(io.LimitReader(resp.Body, 1024))
		if resp.StatusCode >= 400 {
			return backoffv4.Permanent(fmt.Errorf("meta: %s: %s", resp.Status, head))
		}
		return err
	}, backoffv4.NewExponentialBackOff())
	return head, err
}
