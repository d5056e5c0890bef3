// Package medipimstatus defines an analyzer that reports branches on the status in the error body.
//
// # Analyzer medipimstatus
//
// medipimstatus: report a branch on the body's error.status instead of the HTTP status
//
// The API repeats the HTTP status in the body of an error, for convenience:
//
//	{"error": {"status": 404, "code": "not_found", "message": "…"}}
//
// The vendor asks clients to decide on the HTTP status of the response itself. It is there even when
// the body is empty, cut short, or a proxy's HTML page; the field then reads 0, and a program that
// branches on it takes the wrong way.
//
// ❌ Wrong:
//
//	var body struct {
//		Error struct {
//			Status int    `json:"status"`
//			Code   string `json:"code"`
//		} `json:"error"`
//	}
//	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
//		return err
//	}
//	if body.Error.Status == http.StatusNotFound {
//		return ErrNotFound
//	}
//
// ✅ Right:
//
//	if resp.StatusCode == http.StatusNotFound {
//		return ErrNotFound
//	}
//
// A branch is a comparison, the tag of a switch, the index into a table of things to do, or the
// argument of a function that branches on its parameter. The value is followed from the decoder
// through variables, copies into other structs, getters, closures, errors.As and other packages; the
// report then shows the way it took.
//
// # Categories
//
//   - branch: the body's status decides
//   - mixed: the value is the HTTP status on one path and the body's on another
//   - order: the field was set from the response, and the decoder overwrote it afterwards. (An
//     untagged field Status is filled too: encoding/json matches names without regard to case.)
//
// # What is not reported
//
// A value that the program replaced by resp.StatusCode after decoding, on the struct or on a copy;
// fields that JSON cannot reach; logging and formatting; a comparison of the body's status with the
// HTTP status; the lines of a stream whose response was already found to be 200, where the body's
// status is the only one; answers that come from another host; the server's side.
//
// # Fix
//
// Where the response is at hand, the expression becomes resp.StatusCode, and what it is compared with
// is converted. A test for presence (status != 0) becomes a test for an error (resp.StatusCode >= 400).
// Where the value travelled in a type of the same package, the type gets a field for the HTTP status.
//
// # Silencing
//
// Write the comment "//nolint:medipimstatus // reason" at the end of the line, or on a line of its own
// above the statement.
package medipimstatus
