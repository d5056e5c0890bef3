package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
)

// Note is a remark about a product.
type Note struct {
	Product int    `json:"product"`
	Text    string `json:"text"`
}

// get decodes whatever comes back into the type that is asked for.
func get[T any](ctx context.Context, s *Session, path string) (T, error) {
	var out T
	req, err := s.request(ctx, http.MethodGet, path, nil)
	if err != nil {
		return out, err
	}
	resp, err := s.Client.Do(req) // want medipimretry/missing
	if err != nil {
		return out, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	return out, err
}

// getPatiently waits for 429 and decodes 200 only.
func getPatiently[T any](ctx context.Context, s *Session, path string) (T, error) {
	var out T
	for try := 0; ; try++ {
		req, err := s.request(ctx, http.MethodGet, path, nil)
		if err != nil {
			return out, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return out, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests && try < maxTries {
			if err := pause(ctx, try); err != nil {
				return out, err
			}
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return out, failed(resp)
		}
		err = json.NewDecoder(resp.Body).Decode(&out)
		return out, err
	}
}

// Notes leaves sending and decoding to get.
func (s *Session) Notes(ctx context.Context, product int) ([]Note, error) {
	return get[[]Note](ctx, s, fmt.Sprintf("/v4/products/%d/notes", product))
}

// Quota leaves them to getPatiently.
func (s *Session) Quota(ctx context.Context) (map[string]int, error) {
	return getPatiently[map[string]int](ctx, s, "/v4/quota")
}

// SaveNote waits for 429, and logs a refusal without its reasons.
func (s *Session) SaveNote(ctx context.Context, n Note) error {
	for try := range maxTries {
		req, err := s.request(ctx, http.MethodPost, "/v4/notes", n)
		if err != nil {
			return err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusTooManyRequests:
			if err := pause(ctx, try); err != nil {
				return err
			}
			continue
		case http.StatusUnprocessableEntity: // want medipimviolations/dropped
			slog.Error("note refused", "product", n.Product)
			return errors.New("remote: note refused")
		}
		return failedUnlessOK(resp)
	}
	return context.DeadlineExceeded
}

// SaveRemark waits for 429, and puts the reasons of a refusal into its error.
func (s *Session) SaveRemark(ctx context.Context, n Note) error {
	for try := range maxTries {
		req, err := s.request(ctx, http.MethodPost, "/v4/remarks", n)
		if err != nil {
			return err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusTooManyRequests:
			if err := pause(ctx, try); err != nil {
				return err
			}
			continue
		case http.StatusUnprocessableEntity:
			var reply struct {
				Violations []struct {
					Field  string `json:"field"`
					Reason string `json:"reason"`
				} `json:"violations"`
			}
			if err := json.NewDecoder(resp.Body).Decode(&reply); err != nil {
				return err
			}
			var errs []error
			for _, v := range reply.Violations {
				errs = append(errs, fmt.Errorf("%s: %s", v.Field, v.Reason))
			}
			return errors.Join(errs...)
		}
		return failedUnlessOK(resp)
	}
	return context.DeadlineExceeded
}
