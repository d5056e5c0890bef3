// Package vertaler is the catalogue adapter of a gRPC service: what the REST API refuses
// becomes a gRPC status.
package vertaler

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"golang.org/x/time/rate"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// MedipimAdapter implements the catalogue port.
type MedipimAdapter struct {
	BaseURL string
	HTTP    *http.Client
	Limiter *rate.Limiter
}

// upstreamError is what the adapter knows before it translates.
type upstreamError struct {
	status int // of the response
	detail detail
}

type detail struct {
	Code       string           `json:"code"`
	Message    string           `json:"message"`
	Violations []map[string]any `json:"violations"`
}

func (e *upstreamError) Error() string {
	return fmt.Sprintf("upstream %d %s: %s", e.status, e.detail.Code, e.detail.Message)
}

// GRPCStatus lets status.FromError see through the error.
func (e *upstreamError) GRPCStatus() *status.Status {
	text := e.detail.Message
	if len(e.detail.Violations) > 0 {
		text = fmt.Sprintf("%s: %v", text, e.detail.Violations)
	}
	return status.New(grpcCode(e.status), text)
}

var byStatus = map[int]codes.Code{
	400: codes.InvalidArgument,
	401: codes.Internal, // our key, not the caller's
	403: codes.PermissionDenied,
	404: codes.NotFound,
	405: codes.Unimplemented,
	422: codes.FailedPrecondition,
	429: codes.ResourceExhausted,
}

func grpcCode(httpStatus int) codes.Code {
	if c, ok := byStatus[httpStatus]; ok {
		return c
	}
	if httpStatus/100 == 5 {
		return codes.Unavailable
	}
	return codes.Unknown
}

// Lookup implements the port: one product by its national code.
func (a *MedipimAdapter) Lookup(ctx context.Context, national string) (map[string]any, error) {
	deadline, ok := ctx.Deadline()
	if !ok {
		deadline = time.Now().Add(20 * time.Second)
	}
	ctx, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()

	body, err := json.Marshal(map[string]string{"national": national})
	if err != nil {
		return nil, status.Error(codes.InvalidArgument, err.Error())
	}
	step := 250 * time.Millisecond
	for {
		// The limiter keeps us under the limit by ourselves, the loop is for when
		// another pod used it up.
		if err := a.Limiter.Wait(ctx); err != nil {
			return nil, status.FromContextError(ctx.Err()).Err()
		}
		out, err := a.once(ctx, body)
		if err == nil {
			return out, nil
		}
		if status.Code(err) != codes.ResourceExhausted || time.Until(deadline) < step {
			return nil, a.annotate(err)
		}
		time.Sleep(step)
		step += step / 2
	}
}

func (a *MedipimAdapter) once(ctx context.Context, body []byte) (map[string]any, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.BaseURL+"/v4/products/query", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := a.HTTP.Do(req)
	if err != nil {
		return nil, status.Error(codes.Unavailable, err.Error())
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		up := &upstreamError{status: resp.StatusCode}
		wrapper := struct {
			Error *detail `json:"error"`
		}{&up.detail}
		_ = json.NewDecoder(resp.Body).Decode(&wrapper)
		if resp.StatusCode == http.StatusTooManyRequests {
			return nil, status.Error(codes.ResourceExhausted, up.detail.Message)
		}
		return nil, up
	}
	out := map[string]any{}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, status.Error(codes.DataLoss, err.Error())
	}
	return out, nil
}

// annotate tells operations apart from users' mistakes.
func (a *MedipimAdapter) annotate(err error) error {
	up, ok := err.(*upstreamError)
	if !ok {
		return err
	}
	switch {
	case up.status == 401 && up.detail.Code == "authentication.invalid_api_secret":
		return status.Error(codes.Internal, "page the on-call: the secret was rotated")
	case strings.Contains(strings.ToLower(up.Error()), "deactivated"): // want medipimmessage/text
		return status.Error(codes.Internal, "page the on-call: the key was deactivated")
	case up.detail.Message == "":
		return status.Errorf(grpcCode(up.status), "upstream %s", http.StatusText(up.status))
	}
	return up
}
