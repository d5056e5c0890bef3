// Package medipimpair defines an analyzer that reports codes that the HTTP status rules out.
//
// # Analyzer medipimpair
//
// medipimpair: report a code tested where the HTTP status rules it out
//
// Each error code comes with one HTTP status. A comparison with a code inside a branch on another
// status never holds: the branch is dead, and the case that it was written for is missed.
//
// ❌ Wrong:
//
//	switch resp.StatusCode {
//	case http.StatusNotFound:
//		if body.Error.Code == "validation_failed" {
//			return showViolations(body)
//		}
//	}
//
// ✅ Right:
//
//	switch resp.StatusCode {
//	case http.StatusUnprocessableEntity:
//		if body.Error.Code == "validation_failed" {
//			return showViolations(body)
//		}
//	}
//
// The statuses that can still be there are worked out from all conditions on the way: comparisons,
// ranges, status/100, switches, early returns, helpers. A condition that asks for a status and a code
// at once (&&) counts like a branch, and so does a test of the status inside a branch on the code.
//
// # Categories
//
//   - impossible: the code never comes with a status that can still be there
//
// # What is not reported
//
// A code where the status is open, or where one of several statuses fits; the right side of || behind
// a test of the status; the codes of a stream's lines, which the response's status does not cover.
//
// # Fix
//
// None: whether the status or the code is the mistake, only the author knows.
//
// # Silencing
//
// Write the comment "//nolint:medipimpair // reason" at the end of the line, or on a line of its own
// above the statement.
package medipimpair
