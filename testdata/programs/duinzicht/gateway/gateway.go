// Package gateway serves products to other services in the manner of a gRPC server, and asks Medipim for them.
package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// Code is a canonical code.
type Code int

// The codes that are used.
const (
	OK Code = iota
	NotFound
	InvalidArgument
	ResourceExhausted
	Unavailable
	Internal
)

type status struct {
	code Code
	msg  string
}

func (s *status) Error() string { return s.msg }

func errorf(c Code, msg string) error { return &status{c, msg} }

// CodeOf returns the code of an error.
func CodeOf(err error) Code {
	var s *status
	if errors.As(err, &s) {
		return s.code
	}
	return Internal
}

// toCode maps an HTTP status of Medipim.
func toCode(httpStatus int) Code {
	switch httpStatus {
	case http.StatusOK, http.StatusNoContent:
		return OK
	case http.StatusNotFound:
		return NotFound
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return InvalidArgument
	case http.StatusTooManyRequests:
		return ResourceExhausted
	case http.StatusBadGateway, http.StatusServiceUnavailable:
		return Unavailable
	}
	return Internal
}

// Server asks Medipim.
type Server struct {
	medipim *http.Client
	base    string
}

// GetProductReply is what is answered.
type GetProductReply struct {
	Id   string `json:"id"`
	Name string `json:"name"`
}

// GetProduct is dealt with: the caller gets a code of its own for 429.
func (s *Server) GetProduct(ctx context.Context, id string) (*GetProductReply, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/v4/products/find?id="+id, nil)
	if err != nil {
		return nil, errorf(Internal, err.Error())
	}
	resp, err := s.medipim.Do(req)
	if err != nil {
		return nil, errorf(Unavailable, err.Error())
	}
	defer resp.Body.Close()
	if c := toCode(resp.StatusCode); c != OK {
		return nil, errorf(c, resp.Status)
	}
	reply := new(GetProductReply)
	if err := json.NewDecoder(resp.Body).Decode(reply); err != nil {
		return nil, errorf(Internal, err.Error())
	}
	return reply, nil
}

// coarse maps only what a lookup needs.
func coarse(httpStatus int) Code {
	if httpStatus == http.StatusNotFound {
		return NotFound
	}
	if httpStatus >= 400 {
		return Internal
	}
	return OK
}

// GetBrand knows 404 only.
func (s *Server) GetBrand(ctx context.Context, id string) (*GetProductReply, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/v4/brands/find?id="+id, nil)
	if err != nil {
		return nil, errorf(Internal, err.Error())
	}
	resp, err := s.medipim.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, errorf(Unavailable, err.Error())
	}
	defer resp.Body.Close()
	if c := coarse(resp.StatusCode); c != OK {
		return nil, errorf(c, resp.Status)
	}
	reply := new(GetProductReply)
	return reply, json.NewDecoder(resp.Body).Decode(reply)
}

// interceptor retries calls by their code, as a client-side interceptor does.
func interceptor(ctx context.Context, call func(context.Context) error) error {
	delay := 200 * time.Millisecond
	var err error
	for range 4 {
		if err = call(ctx); CodeOf(err) != Unavailable && CodeOf(err) != ResourceExhausted {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay):
			delay *= 2
		}
	}
	return err
}

// narrow retries only what is unavailable.
func narrow(ctx context.Context, call func(context.Context) error) error {
	delay := 200 * time.Millisecond
	var err error
	for range 4 {
		if err = call(ctx); CodeOf(err) != Unavailable {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay):
			delay *= 2
		}
	}
	return err
}

// ListMedia goes through the interceptor.
func (s *Server) ListMedia(ctx context.Context, page int) (names []string, err error) {
	err = interceptor(ctx, func(ctx context.Context) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/v4/media?page="+strconv.Itoa(page), nil)
		if err != nil {
			return errorf(Internal, err.Error())
		}
		resp, err := s.medipim.Do(req)
		if err != nil {
			return errorf(Unavailable, err.Error())
		}
		defer resp.Body.Close()
		if c := toCode(resp.StatusCode); c != OK {
			return errorf(c, resp.Status)
		}
		return json.NewDecoder(resp.Body).Decode(&names)
	})
	return names, err
}

// codeFor maps 429 to what is internal.
func codeFor(resp *http.Response) Code {
	if resp.StatusCode >= 500 { // want medipimretry/incomplete
		return Unavailable
	}
	if resp.StatusCode >= 400 {
		return Internal
	}
	return OK
}

// ListBrands goes through the narrow one.
func (s *Server) ListBrands(ctx context.Context, page int) (names []string, err error) {
	err = narrow(ctx, func(ctx context.Context) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/v4/brands?page="+strconv.Itoa(page), nil)
		if err != nil {
			return errorf(Internal, err.Error())
		}
		resp, err := s.medipim.Do(req)
		if err != nil {
			return errorf(Unavailable, err.Error())
		}
		defer resp.Body.Close()
		if c := codeFor(resp); c != OK {
			return errorf(c, resp.Status)
		}
		return json.NewDecoder(resp.Body).Decode(&names)
	})
	return names, err
}
