// Package medipimresty asks through resty.
package medipimresty

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
)

type envelope struct {
	Error struct {
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
}

func base() *resty.Client {
	return resty.New().SetBaseURL("https://api.medipim.be").SetTimeout(time.Minute)
}

// retrying has all that it takes.
func retrying() *resty.Client {
	return base().SetRetryCount(3).SetRetryWaitTime(time.Second).AddRetryCondition(func(r *resty.Response, err error) bool {
		return err != nil || r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() >= 500
	})
}

// serverOnly leaves 429 out.
func serverOnly() *resty.Client {
	return base().SetRetryCount(3).AddRetryCondition(func(r *resty.Response, err error) bool {
		return err != nil || r.StatusCode() >= 500 // want medipimretry/incomplete
	})
}

// Service asks.
type Service struct{ retrying, serverOnly, plain *resty.Client }

// NewService makes one.
func NewService() *Service { return &Service{retrying(), serverOnly(), base()} }

// Product is fine.
func (s *Service) Product(id string) (map[string]any, error) {
	var out map[string]any
	resp, err := s.retrying.R().SetQueryParam("id", id).SetResult(&out).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errors.New(resp.Status())
	}
	return out, nil
}

// Brand goes through the client that leaves 429 out.
func (s *Service) Brand(id string) (map[string]any, error) {
	var out map[string]any
	resp, err := s.serverOnly.R().SetQueryParam("id", id).SetResult(&out).Get("/v4/brands/find")
	if err != nil {
		return nil, err
	}
	if !resp.IsSuccess() {
		return nil, errors.New(resp.Status())
	}
	return out, nil
}

// Media has no retry, and no look.
func (s *Service) Media(id string) (names []string, err error) {
	resp, err := s.plain.R().SetQueryParam("id", id).Get("/v4/media/find") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return names, json.Unmarshal(resp.Body(), &names) // want medipimunchecked/unchecked
}

// Save leaves out of its error what it has decoded.
func (s *Service) Save(p any) error {
	var env envelope
	resp, err := s.retrying.R().SetBody(p).SetError(&env).Post("/v4/products")
	if err != nil {
		return err
	}
	switch env.Error.Code {
	case "":
		return nil
	case "validation_failed": // it has decoded them
		return fmt.Errorf("refused: %s", env.Error.Message)
	}
	return errors.New(resp.Status())
}

// SaveStrict shows them.
func (s *Service) SaveStrict(p any) error {
	var env envelope
	resp, err := s.retrying.R().SetBody(p).SetError(&env).Post("/v4/products")
	if err != nil {
		return err
	}
	switch env.Error.Code {
	case "":
		return nil
	case "validation_failed":
		return fmt.Errorf("refused: %s: %s", env.Error.Message, env.Error.Violations)
	}
	return errors.New(resp.Status())
}

// Req asks through req: a count alone retries errors only.
func Req() error {
	c := req.C().SetBaseURL("https://api.medipim.be").SetCommonRetryCount(3) // want medipimretry/library
	resp, err := c.R().Get("/v4/ping")
	if err != nil {
		return err
	}
	if !resp.IsSuccessState() {
		return errors.New(resp.Status)
	}
	return nil
}

// ReqRight covers it.
func ReqRight() error {
	c := req.C().SetBaseURL("https://api.medipim.be").SetCommonRetryCount(3).SetCommonRetryCondition(func(r *req.Response, err error) bool {
		return err != nil || r.GetStatusCode() == http.StatusTooManyRequests
	})
	resp, err := c.R().Get("/v4/ping")
	if err != nil {
		return err
	}
	if !resp.IsSuccessState() {
		return errors.New(resp.Status)
	}
	return nil
}
