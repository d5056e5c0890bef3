// Package medipimretry defines an analyzer that reports requests whose 429 answer is not retried.
//
// # Analyzer medipimretry
//
// medipimretry: report a request whose 429 answer is never backed off and retried
//
// The API takes 100 requests a minute, and answers 429 (too_many_requests) past that. The vendor asks
// clients to back off and to send again after a short delay. A client that does not loses the request
// on a busy day only, which is the day on which nobody looks.
//
// ❌ Wrong:
//
//	for attempt := 0; attempt < 3; attempt++ {
//		resp, err = client.Do(req)
//		if err == nil && resp.StatusCode < 500 {
//			break // a 429 too
//		}
//		time.Sleep(time.Second << attempt)
//	}
//
// ✅ Right:
//
//	for attempt := 0; attempt < 3; attempt++ {
//		resp, err = client.Do(req)
//		if err == nil && resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
//			break
//		}
//		time.Sleep(time.Second << attempt)
//	}
//
// Control flow is the proof: under the assumption that the answer is a 429, does it come back to the
// send, and after a delay? The way may lead through helpers, callers, closures, a RoundTripper, other
// packages, or a library; what libraries really do with a 429 was established by running them. A
// status check nearby, or a retry library that is merely imported, proves nothing. Loops over pages
// and polling loops are no retry.
//
// A 429 is dealt with, too, where the program tells it apart and hands it to its caller as such: an
// error made for it, or a predicate over its own error. The API documents no Retry-After:
// a client may honour one, and must not depend on it.
//
// # Categories
//
//   - missing: nothing in reach tells a 429 apart or retries it (on the send)
//   - incomplete: a retry exists, and its condition leaves 429 out (on the condition)
//   - library: a retry library is set up so that a 429 is not retried (on the set-up)
//   - immediate: the request is sent again without a delay, or with one that is zero when there is no
//     Retry-After (on the condition)
//   - fatal: a 429 ends the program (on the condition)
//   - swallowed: a 429 is passed over, as if there were no error (on the condition)
//   - unrewound: a retry sends a body again that the first try has consumed (on the send)
//   - header: the retry depends on a Retry-After header (on the condition)
//
// # What is not reported
//
// What is done with a 429 that survived a bounded retry; an answer of 503 to a client of one's own; a
// retry behind an option; requests to other hosts.
//
// # Fix
//
// For incomplete, 429 joins the condition, the cases, or the list. For missing on net/http, the send
// goes through a small helper that is added once to the package: bounded, with Retry-After or
// exponential backoff and jitter, and with the request's context. For unrewound, the body is rewound
// from GetBody. For resty, what is lacking is set.
//
// # Silencing
//
// Write the comment "//nolint:medipimretry // reason" at the end of the line, or on a line of its own
// above the statement.
package medipimretry
