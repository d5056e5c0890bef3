package remote

import (
	"context"
	"fmt"
	"io"
	"net/http"
)

// Stock is what is on the shelf.
type Stock struct {
	Product int `json:"product"`
	Count   int `json:"count"`
}

// PushStock waits for 429, and then sends a request whose body is used up.
func (s *Session) PushStock(ctx context.Context, all []Stock) error {
	req, err := s.request(ctx, http.MethodPost, "/v4/stock", all)
	if err != nil {
		return err
	}
	for try := range maxTries {
		resp, err := s.Client.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failedUnlessOK(resp)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return context.DeadlineExceeded
}

// failedUnlessOK is a check for answers without data.
func failedUnlessOK(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("remote: not accepted: %s", resp.Status)
	}
	return nil
}

// PushPrices takes a fresh body from the request before every further try.
func (s *Session) PushPrices(ctx context.Context, prices map[int]int) error {
	req, err := s.request(ctx, http.MethodPost, "/v4/prices", prices)
	if err != nil {
		return err
	}
	for try := range maxTries {
		if try > 0 && req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return err
			}
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failedUnlessOK(resp)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return context.DeadlineExceeded
}

// PushFile builds each request on a reader that the first one has emptied.
func (s *Session) PushFile(ctx context.Context, r io.Reader) error {
	for try := range maxTries {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Base+"/v4/files", r)
		if err != nil {
			return err
		}
		resp, err := s.Client.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failedUnlessOK(resp)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return context.DeadlineExceeded
}

// PushImage goes back to the start of the file before every try.
func (s *Session) PushImage(ctx context.Context, r io.ReadSeeker) error {
	for try := range maxTries {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Base+"/v4/images", io.NopCloser(r))
		if err != nil {
			return err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failedUnlessOK(resp)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return context.DeadlineExceeded
}

// Touch re-sends a request that never had a body.
func (s *Session) Touch(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, s.Base+"/v4/marks/"+id, nil)
	if err != nil {
		return err
	}
	for try := range maxTries {
		resp, err := s.Client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failedUnlessOK(resp)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return context.DeadlineExceeded
}
