package gateway

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// grpcCode has the numbers of google.golang.org/grpc/codes.
type grpcCode uint32

const (
	codeOK               grpcCode = 0
	codeUnknown          grpcCode = 2
	codeInvalid          grpcCode = 3
	codeNotFound         grpcCode = 5
	codePermissionDenied grpcCode = 7
	codeExhausted        grpcCode = 8
	codeUnavailable      grpcCode = 14
	codeUnauthenticated  grpcCode = 16
)

// toGRPC is what the interceptor calls.
func toGRPC(err error) grpcCode {
	if err == nil {
		return codeOK
	}
	var f *medipimFault
	if !errors.As(err, &f) {
		return codeUnknown
	}
	switch f.Code {
	case "not_found", "endpoint_not_found":
		return codeNotFound
	case "not_authorized":
		return codePermissionDenied
	case "too_many_requests":
		return codeExhausted
	case "unauthenticated": // want medipimcode/unknown
		return codeUnauthenticated
	case "bad_request":
		return codeInvalid
	}
	switch f.HTTP {
	case 502, 503, 504:
		return codeUnavailable
	}
	return codeUnknown
}

// byNumber was ported from the PHP gateway: there the code was a number once.
func byNumber(f *medipimFault) grpcCode {
	if f.Code == "403" { // want medipimcode/status
		return codePermissionDenied
	}
	table := map[int]grpcCode{401: codeUnauthenticated, 403: codePermissionDenied, 404: codeNotFound}
	if c, ok := table[f.HTTP]; ok {
		return c
	}
	return table[f.Status] // want medipimstatus/branch
}

// problem is our own error, for the shops: RFC 9457, and our own codes.
type problem struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Title  string `json:"title"`
}

func toProblem(err error) problem {
	switch toGRPC(err) {
	case codeNotFound:
		return problem{http.StatusNotFound, "product_unknown", "No such product"}
	case codePermissionDenied, codeUnauthenticated:
		return problem{http.StatusBadGateway, "supplier_refused", "The supplier refused us"}
	case codeExhausted, codeUnavailable:
		return problem{http.StatusServiceUnavailable, "busy", "Later, please"}
	}
	return problem{http.StatusInternalServerError, "internal_error", "Our mistake"}
}

func (p problem) alarming() bool {
	return p.Status >= 500 && p.Code != "busy" && p.Title != "Later, please"
}

func (u *medipimUpstream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// our own tokens, our own code
	if kind := authError(r); kind == "unauthorized" {
		write(w, problem{http.StatusUnauthorized, "unauthorized", "Log in"})
		return
	}
	raw, err := u.find(r.Context(), r.PathValue("id"))
	if err != nil {
		p := toProblem(err)
		if p.Code == "internal_error" || p.alarming() {
			w.Header().Set("X-Alarm", "1")
		}
		write(w, p)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(raw)
}

func authError(r *http.Request) string {
	if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") {
		return "unauthorized"
	}
	return ""
}

func write(w http.ResponseWriter, p problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}

// retryable: the shop's own client calls it with our numbers.
func retryable(c grpcCode) bool { return c == codeExhausted || c == codeUnavailable }

// leaks tells whether a fault says more than a shop may read.
func leaks(f *medipimFault) bool {
	if f.Message == "" {
		return false
	}
	if f.HTTP >= 500 {
		if f.Code == "bad_request" { // want medipimpair/impossible
			return false
		}
		return true
	}
	return f.HTTP == http.StatusUnauthorized
}

var _ = []any{byNumber, retryable, leaks}
