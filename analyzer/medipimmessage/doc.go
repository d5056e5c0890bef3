// Package medipimmessage defines an analyzer that reports branches on the message of an error.
//
// # Analyzer medipimmessage
//
// medipimmessage: report a branch on the human-readable message of an error
//
// The message in an error body is written for people. It may be reworded or translated at any time;
// the code beside it and the HTTP status are what a program decides on.
//
// ❌ Wrong:
//
//	if strings.Contains(apiErr.Message, "not found") {
//		return nil, nil
//	}
//
// ✅ Right:
//
//	if apiErr.Code == "not_found" {
//		return nil, nil
//	}
//
// Reported are comparisons with a constant, switches, searches (strings.Contains, HasPrefix,
// EqualFold, a regular expression) and arguments of functions that search their parameter, of the
// message itself, of a copy, and of what an Error method makes of it.
//
// # Categories
//
//   - text: the message decides
//
// # What is not reported
//
// A test whether there is a message at all, logging, formatting, a comparison of two messages.
//
// # Fix
//
// Where the text says clearly which code is meant and the code is in the same value, the comparison
// becomes one of the code.
//
// # Silencing
//
// Write the comment "//nolint:medipimmessage // reason" at the end of the line, or on a line of its
// own above the statement.
package medipimmessage
