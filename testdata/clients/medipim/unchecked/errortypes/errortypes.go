// Package errortypes makes an error of one of several types of an answer, and takes data out of one of them.
package errortypes

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

type ErrorResponse struct {
	Response *http.Response
	Message  string
}

func (e *ErrorResponse) Error() string { return e.Message }

type TwoFactorAuthError ErrorResponse

func (e *TwoFactorAuthError) Error() string { return e.Message }

type AcceptedError struct{ Raw []byte }

func (e *AcceptedError) Error() string { return "accepted" }

type RateLimitError struct {
	Response *http.Response
	Message  string
}

func (e *RateLimitError) Error() string { return e.Message }

func CheckResponse(r *http.Response) error {
	if r.StatusCode == http.StatusAccepted {
		return &AcceptedError{}
	}
	if c := r.StatusCode; 200 <= c && c <= 299 {
		return nil
	}
	errorResponse := &ErrorResponse{Response: r}
	data, err := io.ReadAll(r.Body)
	if err == nil && data != nil {
		err = json.Unmarshal(data, errorResponse)
		if err != nil {
			errorResponse = &ErrorResponse{Response: r}
		}
	}
	switch {
	case r.StatusCode == http.StatusUnauthorized && strings.HasPrefix(r.Header.Get("OTP"), "required"):
		return (*TwoFactorAuthError)(errorResponse)
	case r.StatusCode == http.StatusTooManyRequests:
		return &RateLimitError{Response: r, Message: errorResponse.Message}
	default:
		return errorResponse
	}
}

type Client struct{ hc *http.Client }

func (c *Client) BareDo(ctx context.Context, req *http.Request) (*http.Response, error) {
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	err = CheckResponse(resp)
	if err != nil {
		defer resp.Body.Close()
		var aerr *AcceptedError
		if errors.As(err, &aerr) {
			b, readErr := io.ReadAll(resp.Body)
			if readErr != nil {
				return resp, readErr
			}
			aerr.Raw = b
			err = aerr
		}
	}
	return resp, err
}

func (c *Client) Do(ctx context.Context, req *http.Request, v any) (*http.Response, error) {
	resp, err := c.BareDo(ctx, req)
	if err != nil {
		return resp, err
	}
	defer resp.Body.Close()
	switch v := v.(type) {
	case nil:
	case io.Writer:
		_, err = io.Copy(v, resp.Body)
	default:
		decErr := json.NewDecoder(resp.Body).Decode(v)
		if decErr == io.EOF {
			decErr = nil
		}
		if decErr != nil {
			err = decErr
		}
	}
	return resp, err
}

type job struct{ ID int }

func (c *Client) Upload(ctx context.Context, req *http.Request) (*job, error) {
	j := new(job)
	_, err := c.Do(ctx, req, j)
	if err != nil {
		var acc *AcceptedError
		if errors.As(err, &acc) {
			if err := json.Unmarshal(acc.Raw, j); err != nil {
				return nil, err
			}
			return j, nil
		}
		return nil, err
	}
	return j, nil
}

// The same by a switch over the types. What only a refused request leads to is not taken for data.
type ConflictError struct{ Raw []byte }

func (e *ConflictError) Error() string { return "conflict" }

func check(r *http.Response) error {
	b, _ := io.ReadAll(r.Body)
	switch {
	case r.StatusCode == http.StatusTooManyRequests:
		return &RateLimitError{Response: r}
	case r.StatusCode == 405:
		return &ConflictError{Raw: b}
	case r.StatusCode >= 400:
		return &ErrorResponse{Response: r}
	case r.StatusCode == http.StatusAccepted:
		return &AcceptedError{Raw: b}
	}
	return nil
}

func (c *Client) Replace(req *http.Request) (*job, error) {
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	j := new(job)
	switch err := check(resp).(type) {
	case *AcceptedError:
		return j, json.Unmarshal(err.Raw, j)
	case *ConflictError:
		return j, json.Unmarshal(err.Raw, j)
	case nil:
		return j, nil
	default:
		return nil, err
	}
}
