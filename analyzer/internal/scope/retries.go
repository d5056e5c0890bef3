package scope

import (
	"bytes"
	"iter"
	"strings"
)

// MayRetry reports whether a package that is out of scope may retry what is sent through it, by its bytes: it
// has a round tripper, or functions that yield responses, clients or transports, and it speaks of retries.
// False is no proof, but what such a package does to an answer is hardly a retry.
//
// imports are the paths that it imports, contents yields the bytes of its files. It is not called on for a package
// that does not import net/http or a library on it, nor for the standard library and its neighbours, none of which
// retries a 429.
func MayRetry(importPath string, imports iter.Seq[string], contents iter.Seq[[]byte]) bool {
	if NeverRetries(importPath) {
		return false
	}
	talks := false
	for path := range imports {
		talks = talks || path == "net/http" || strings.Contains(path, "resty") || strings.Contains(path, "imroc/req")
	}
	if !talks {
		return false
	}
	sends, retries := false, false
	for content := range contents {
		here := containsAny(content, sending)
		sends = sends || here
		// The bare number stands in many a table of statuses; beside a sender it is one that the sender knows.
		retries = retries || containsAny(content, retrying) || here && bytes.Contains(content, tooMany)
		if sends && retries {
			return true
		}
	}
	return false
}

// NeverRetries reports whether a package is one of the standard library or its neighbours.
func NeverRetries(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return standard[first] || strings.HasPrefix(importPath, "golang.org/x/")
}

// standard are the first elements of import paths in the standard library that lead to users of net/http.
var standard = map[string]bool{"net": true, "expvar": true, "internal": true, "cmd": true, "vendor": true}

var (
	// sending is what declares something that requests go through: the RoundTrip method, results that are
	// responses, clients or transports.
	sending  = words(") RoundTrip(", ".Response, err", ".Response {", "http.Client", ".RoundTripper", "resty.Client", "req.Client")
	retrying = words("TooManyRequests", "retry", "Retry", "RETRY", "etries", "backoff", "Backoff", "BackOff", "BACKOFF")
	tooMany  = []byte("429")
)

func words(ws ...string) [][]byte {
	var found [][]byte
	for _, w := range ws {
		found = append(found, []byte(w))
	}
	return found
}

func containsAny(content []byte, words [][]byte) bool {
	for _, w := range words {
		if bytes.Contains(content, w) {
			return true
		}
	}
	return false
}
