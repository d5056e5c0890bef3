package hotline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"example.com/libraries/clients/hopveld/wireline"
)

// ErrThrottled is made for the rate limit.
var ErrThrottled = errors.New("hotline: throttled")

// Call repeats nothing and its package of the wire neither: reported on the call that crosses over.
func Call(ctx context.Context, body []byte) (int64, error) {
	resp, err := wireline.Send(ctx, "/v4/products/query", body) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("hotline: %s", resp.Status)
	}
	return io.Copy(io.Discard, resp.Body)
}

// CallBack waits and repeats on this side: silent.
func CallBack(ctx context.Context, body []byte) (int64, error) {
	for n := time.Duration(1); n < 6; n++ {
		resp, err := wireline.Send(ctx, "/v4/products/query", body)
		if err != nil {
			return 0, err
		}
		switch resp.StatusCode {
		case http.StatusOK:
			defer resp.Body.Close()
			return io.Copy(io.Discard, resp.Body)
		case http.StatusTooManyRequests:
			resp.Body.Close()
			time.Sleep(n * time.Second)
		default:
			resp.Body.Close()
			return 0, fmt.Errorf("hotline: %s", resp.Status)
		}
	}
	return 0, ErrThrottled
}

// Hold hands the sentinel up: silent.
func Hold(ctx context.Context, body []byte) (*http.Response, error) {
	resp, err := wireline.Send(ctx, "/v4/brands/query", body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, ErrThrottled
	}
	return resp, nil
}
