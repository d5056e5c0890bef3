// Package server is the gateway's front.
package server

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/magazijn/gateway/rpc"
	"example.com/magazijn/gateway/translate"
)

const upstream = "https://api.au.medipim.com"

// ProductServer answers remote procedure calls.
type ProductServer struct {
	HTTP *http.Client
	Auth string
}

// ProductReply is a message.
type ProductReply struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// errThrottled is made for the throttle.
type errThrottled struct{ after time.Duration }

// Error is a fixed sentence.
func (errThrottled) Error() string { return "throttled" }

// upstreamCall tells the throttle apart and gives it to retry.
func (s *ProductServer) upstreamCall(ctx context.Context, path string, in []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, upstream+path, bytes.NewReader(in))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", s.Auth)
	resp, err := s.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, errThrottled{after: 3 * time.Second}
	}
	return resp, nil
}

// retry calls again after the time that the error asks for.
func retry(ctx context.Context, f func() (*http.Response, error)) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := f()
		th, ok := err.(errThrottled)
		if !ok || i == 3 {
			return resp, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(th.after):
		}
	}
}

// Products decodes only what came with a 200, and leaves the rest to the translation.
func (s *ProductServer) Products(ctx context.Context, in []byte) ([]ProductReply, error) {
	resp, err := retry(ctx, func() (*http.Response, error) {
		return s.upstreamCall(ctx, "/v4/products/query", in)
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, translate.FromMedipim(resp)
	}
	var page struct {
		Results []ProductReply `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, rpc.New(rpc.Internal, err.Error())
	}
	return page.Results, nil
}

// Grade compares a code of the gateway's own library.
func Grade(err error) string {
	switch rpc.CodeOf(err) {
	case rpc.OK:
		return "ok"
	case rpc.NotFound:
		return "none"
	}
	return "bad"
}
