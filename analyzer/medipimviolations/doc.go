// Package medipimviolations defines an analyzer that reports 422 branches that drop the violations.
//
// # Analyzer medipimviolations
//
// medipimviolations: report a 422 branch that drops violations
//
// An answer of 422 (validation_failed) says in violations which fields of the request failed, and
// why. A program that makes an error or a log line of it without them leaves its user guessing. Where
// the array stands, beside or inside error, is not documented: accept both.
//
// ❌ Wrong:
//
//	if resp.StatusCode == http.StatusUnprocessableEntity {
//		return errors.New("invalid query")
//	}
//
// ✅ Right:
//
//	if resp.StatusCode == http.StatusUnprocessableEntity {
//		return &InvalidQueryError{Violations: body.Violations}
//	}
//
// Reported is the condition of a branch on 422 or validation_failed that ends in an error, a log line
// or a message, while violations is neither decoded nor handed on.
//
// # Categories
//
//   - dropped: nobody sees the violations
//
// # What is not reported
//
// A branch that hands on the raw body, the response, or a value that holds them.
//
// # Fix
//
// None: how to show them is up to the program.
//
// # Silencing
//
// Write the comment "//nolint:medipimviolations // reason" at the end of the line, or on a line of its
// own above the statement.
package medipimviolations
