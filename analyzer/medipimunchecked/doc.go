// Package medipimunchecked defines an analyzer that reports answers taken for data without a check.
//
// # Analyzer medipimunchecked
//
// medipimunchecked: report a response body decoded as data with no look at the HTTP status
//
// An error answer is a JSON object too. Decoded as data it gives an empty product or an empty list
// without any error: the program goes on as if there were nothing to find.
//
// ❌ Wrong:
//
//	resp, err := client.Do(req)
//	if err != nil {
//		return nil, err
//	}
//	defer resp.Body.Close()
//	var list ProductList
//	err = json.NewDecoder(resp.Body).Decode(&list)
//	return &list, err
//
// ✅ Right:
//
//	resp, err := client.Do(req)
//	if err != nil {
//		return nil, err
//	}
//	defer resp.Body.Close()
//	if resp.StatusCode >= 400 {
//		return nil, fmt.Errorf("query products: %s", resp.Status)
//	}
//	var list ProductList
//	err = json.NewDecoder(resp.Body).Decode(&list)
//	return &list, err
//
// Reported is the decode into something other than the error envelope, and the return of the body's
// bytes as data, where the answer can still be a 4xx or 5xx. A look is a condition that keeps errors
// away from the decode: a comparison, a helper that ends in an error, a library's IsError or
// IsSuccess, a RoundTripper. A status that is only logged is none.
//
// # Categories
//
//   - unchecked: nothing looked at the status
//   - partial: what looked lets some error statuses through
//
// # What is not reported
//
// A status test between the decode and the first use of the data; bytes that are returned together
// with the response or its status; a decode that a test of the body's status would guard, which is
// medipimstatus' to report.
//
// # Fix
//
// On net/http, in a function that returns an error, unchecked gets a check after the send's error
// test.
//
// # Silencing
//
// Write the comment "//nolint:medipimunchecked // reason" at the end of the line, or on a line of its
// own above the statement.
package medipimunchecked
