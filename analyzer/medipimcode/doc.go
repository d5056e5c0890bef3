// Package medipimcode defines an analyzer that reports comparisons with error codes that do not exist.
//
// # Analyzer medipimcode
//
// medipimcode: report an error code compared with a string that the API does not send
//
// The API tells what went wrong by a code, and the list of codes is short. A comparison with a string
// that is not on it never holds: a slip of the pen, a lost "authentication." prefix, or a word from
// another API's vocabulary makes a branch that no answer ever takes. "medipimlint catalog" prints the
// list.
//
// ❌ Wrong:
//
//	switch body.Error.Code {
//	case "unauthorised", "rate_limit_exceeded":
//		return ErrTryLater
//	case "authentication.invalid_secret":
//		return ErrBadKey
//	}
//
// ✅ Right:
//
//	switch body.Error.Code {
//	case "too_many_requests":
//		return ErrTryLater
//	case "authentication.invalid_api_secret":
//		return ErrBadKey
//	}
//
// Compared means: with == and !=, as the case of a switch, as the key of a map or the element of a
// list that is searched, with strings.EqualFold, HasPrefix, HasSuffix and Contains, as the argument of
// a function that compares it with the code (apiErr.HasCode("…")), and as a constant of the named type
// that the code has. The report stands on the literal; for a named constant, in its declaration.
//
// # Categories
//
//   - unknown: the list has no such code
//   - case: the list has it in another letter case, or the code was lowered or raised before
//   - status: an HTTP status ("404") compared with the code
//   - prefix: no code begins with, ends in or contains the text
//
// # What is not reported
//
// The empty string; texts that are not known at compile time; codes that the program made itself, and
// a text that it gives the variable on some path; a part of the code, cut off before; codes of other
// APIs.
//
// # Fix
//
// Where it is clear which code is meant, the literal becomes that code. A word that stands for a
// status with several codes ("unauthorized") gets no fix: the message lists them.
//
// # More codes
//
// The vendor may add codes before this linter knows them. The directive
//
//	//medipimlint:code
//	const codeSuspended = "authentication.api_key_is_suspended"
//
// above a string constant or a group of constants adds them, for the package and all that import it.
//
// # Silencing
//
// Write the comment "//nolint:medipimcode // reason" at the end of the line, or on a line of its own
// above the statement or declaration.
package medipimcode
