package remote

import (
	"context"
	"net/http"
)

// Item is a thing with a name.
type Item struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

type pageOf struct {
	Page int `json:"page"`
}

// Products retries server trouble and leaves 429 out.
func (s *Session) Products(ctx context.Context, page int) ([]Item, error) {
	for try := 0; ; try++ {
		req, err := s.request(ctx, http.MethodPost, "/v4/products/query", pageOf{page})
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 && try < maxTries { // want medipimretry/incomplete
			resp.Body.Close()
			if err := pause(ctx, try); err != nil {
				return nil, err
			}
			continue
		}
		return decodeList[Item](resp)
	}
}

// Variants retries server trouble and the rate limit.
func (s *Session) Variants(ctx context.Context, page int) ([]Item, error) {
	for try := 0; ; try++ {
		req, err := s.request(ctx, http.MethodPost, "/v4/variants/query", pageOf{page})
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return nil, err
		}
		if (resp.StatusCode >= 500 || resp.StatusCode == 429) && try < maxTries {
			resp.Body.Close()
			if err := pause(ctx, try); err != nil {
				return nil, err
			}
			continue
		}
		return decodeList[Item](resp)
	}
}

var gatewayTrouble = map[int]bool{
	http.StatusBadGateway:         true,
	http.StatusServiceUnavailable: true,
	http.StatusGatewayTimeout:     true,
}

// Brands consults a map that has no 429.
func (s *Session) Brands(ctx context.Context, page int) ([]Item, error) {
	for try := 0; ; try++ {
		req, err := s.request(ctx, http.MethodPost, "/v4/brands/query", pageOf{page})
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return nil, err
		}
		if gatewayTrouble[resp.StatusCode] && try < maxTries { // want medipimretry/incomplete
			resp.Body.Close()
			if err := pause(ctx, try); err != nil {
				return nil, err
			}
			continue
		}
		return decodeList[Item](resp)
	}
}

var passing = map[int]struct{}{
	http.StatusTooManyRequests:    {},
	http.StatusBadGateway:         {},
	http.StatusServiceUnavailable: {},
}

// Media consults a set that has 429.
func (s *Session) Media(ctx context.Context, page int) ([]Item, error) {
	for try := 0; ; try++ {
		req, err := s.request(ctx, http.MethodPost, "/v4/media/query", pageOf{page})
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return nil, err
		}
		if _, ok := passing[resp.StatusCode]; ok && try < maxTries {
			resp.Body.Close()
			if err := pause(ctx, try); err != nil {
				return nil, err
			}
			continue
		}
		return decodeList[Item](resp)
	}
}

// Categories has a case for the statuses that it tries again, and 429 is not among them.
func (s *Session) Categories(ctx context.Context) ([]Item, error) {
	for try := range maxTries {
		req, err := s.request(ctx, http.MethodPost, "/v4/categories/query", nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 502, 503, 504: // want medipimretry/incomplete
			resp.Body.Close()
			if err := pause(ctx, try); err != nil {
				return nil, err
			}
		default:
			return decodeList[Item](resp)
		}
	}
	return nil, context.DeadlineExceeded
}

// Languages has the same case with 429 in it.
func (s *Session) Languages(ctx context.Context) ([]Item, error) {
	for try := range maxTries {
		req, err := s.request(ctx, http.MethodPost, "/v4/languages/query", nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 429, 502, 503, 504:
			resp.Body.Close()
			if err := pause(ctx, try); err != nil {
				return nil, err
			}
		default:
			return decodeList[Item](resp)
		}
	}
	return nil, context.DeadlineExceeded
}

// transient is the predicate of Organizations, and says no to 429.
func transient(code int) bool {
	return code >= 500 // want medipimretry/incomplete
}

// Organizations trusts the predicate, where the report stands.
func (s *Session) Organizations(ctx context.Context) ([]Item, error) {
	for try := 0; ; try++ {
		req, err := s.request(ctx, http.MethodGet, "/v4/organizations", nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return nil, err
		}
		if !transient(resp.StatusCode) || try == maxTries {
			return decodeList[Item](resp)
		}
		resp.Body.Close()
		if err := pause(ctx, try); err != nil {
			return nil, err
		}
	}
}

// worthAnotherTry says yes to 429.
func worthAnotherTry(code int) bool {
	return code == http.StatusTooManyRequests || code >= 500
}

// Leaflets trusts a predicate that covers the rate limit.
func (s *Session) Leaflets(ctx context.Context) ([]Item, error) {
	for try := 0; ; try++ {
		req, err := s.request(ctx, http.MethodGet, "/v4/leaflets", nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return nil, err
		}
		if !worthAnotherTry(resp.StatusCode) || try == maxTries {
			return decodeList[Item](resp)
		}
		resp.Body.Close()
		if err := pause(ctx, try); err != nil {
			return nil, err
		}
	}
}

// Deltas tries again when the network fails and only then.
func (s *Session) Deltas(ctx context.Context) ([]Item, error) {
	for try := 0; ; try++ {
		req, err := s.request(ctx, http.MethodGet, "/v4/deltas", nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil { // want medipimretry/incomplete
			if try == maxTries {
				return nil, err
			}
			if err := pause(ctx, try); err != nil {
				return nil, err
			}
			continue
		}
		return decodeList[Item](resp)
	}
}

// Labels asks again at once when the limit is reached.
func (s *Session) Labels(ctx context.Context) ([]Item, error) {
	for range maxTries {
		req, err := s.request(ctx, http.MethodGet, "/v4/labels", nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			continue
		}
		return decodeList[Item](resp)
	}
	return nil, context.DeadlineExceeded
}
