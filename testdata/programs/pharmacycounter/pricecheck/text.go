package pricecheck

import (
	"encoding/json"
	"net/http"
	"strconv"
)

const sandbox = "https://api.sandbox.medipim.fr/v4/products/query"

// Endpoint says where the prices come from, nothing to report.
func Endpoint() string { return sandbox }

type textFault struct {
	Error *struct {
		Status string `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

type numberFault struct {
	Error struct {
		Status  json.Number `json:"status"`
		Code    string      `json:"code"`
		Message string      `json:"message"`
	} `json:"error"`
}

type looseFault struct {
	Error struct {
		Status float64 `json:"status"`
		Code   string  `json:"code"`
	} `json:"error"`
}

type vendorFault struct {
	Error struct {
		Code    int    `json:"code"`
		Status  string `json:"status"`
		Message string `json:"message"`
	} `json:"error"`
}

// textGone compares the body's status as digits in a string, reported.
func textGone(resp *http.Response) bool {
	var f textFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil || f.Error == nil {
		return false
	}
	return f.Error.Status == "404" // want medipimstatus/branch
}

// textSwitch switches on the digits, the tag is reported.
func textSwitch(resp *http.Response) string {
	var f textFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil || f.Error == nil {
		return resp.Status
	}
	switch st := f.Error.Status; st { // want medipimstatus/branch
	case "401":
		return "key"
	case "403":
		return "rights"
	}
	return f.Error.Code
}

// textParsed turns the digits into a number before it compares, reported.
func textParsed(resp *http.Response) bool {
	var f textFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil || f.Error == nil {
		return false
	}
	n, err := strconv.Atoi(f.Error.Status)
	if err != nil {
		return false
	}
	return n >= 500 // want medipimstatus/branch
}

// numberGone compares a json.Number's integer, reported.
func numberGone(resp *http.Response) bool {
	var f numberFault
	dec := json.NewDecoder(resp.Body)
	dec.UseNumber()
	if err := dec.Decode(&f); err != nil {
		return false
	}
	if n, err := f.Error.Status.Int64(); err == nil && n == 404 { // want medipimstatus/branch
		return true
	}
	return false
}

// numberText compares a json.Number with a string constant, reported.
func numberText(resp *http.Response) bool {
	var f numberFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return false
	}
	denied := f.Error.Status == "403" // want medipimstatus/branch
	return denied
}

// looseClass compares the class of a float, reported.
func looseClass(resp *http.Response) string {
	var f looseFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return resp.Status
	}
	if int(f.Error.Status)/100 == 4 { // want medipimstatus/branch
		return "ours"
	}
	return "theirs"
}

// loosePresent asks whether there is an error in the body at all, reported.
func loosePresent(resp *http.Response) bool {
	var f looseFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return true
	}
	return f.Error.Status != 0 // want medipimstatus/branch
}

// textReplaced writes the response's status over the digits before the switch, silent.
func textReplaced(resp *http.Response) string {
	var f textFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil || f.Error == nil {
		return resp.Status
	}
	f.Error.Status = strconv.Itoa(resp.StatusCode)
	switch f.Error.Status {
	case "401":
		return "key"
	case "404":
		return "missing"
	}
	return f.Error.Code
}

// textReal compares the response's own status as text, silent.
func textReal(resp *http.Response) bool {
	return strconv.Itoa(resp.StatusCode) == "404"
}

// numberAgrees compares the body's status with the response's, a consistency check, silent.
func numberAgrees(resp *http.Response) bool {
	var f numberFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return false
	}
	return f.Error.Status.String() == strconv.Itoa(resp.StatusCode)
}

// looseAgrees guards the consistency check with a test for zero in the same condition, silent.
func looseAgrees(resp *http.Response) bool {
	var f looseFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return false
	}
	if f.Error.Status != 0 && int(f.Error.Status) != resp.StatusCode {
		return false
	}
	return true
}

// vendorGone reads another vendor's shape, a status enum beside an int code, silent.
func vendorGone(resp *http.Response) bool {
	var f vendorFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return false
	}
	return f.Error.Status == "NOT_FOUND"
}
