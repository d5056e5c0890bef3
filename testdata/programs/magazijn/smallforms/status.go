package smallforms

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"slices"
)

// ifBody compares the body's number in an if.
func ifBody(resp *http.Response) error {
	env := read(resp)
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errOther
}

// ifReal compares the response's number in an if.
func ifReal(resp *http.Response) error {
	env := read(resp)
	if resp.StatusCode == 404 {
		return errGone
	}
	return fmt.Errorf("%s", env.Error.Message)
}

// returned compares the body's number in a return.
func returned(resp *http.Response) bool {
	return read(resp).Error.Status == http.StatusNotFound // want medipimstatus/branch
}

// returnedReal compares the response's number in a return.
func returnedReal(resp *http.Response) bool {
	return resp.StatusCode == http.StatusNotFound
}

// held compares the body's number for a variable.
func held(resp *http.Response) string {
	gone := read(resp).Error.Status == 404 // want medipimstatus/branch
	return fmt.Sprint(gone)
}

// tag switches on the body's number.
func tag(resp *http.Response) error {
	switch env := read(resp); env.Error.Status { // want medipimstatus/branch
	case 404:
		return errGone
	default:
		return errOther
	}
}

// tagReal switches on the response's number.
func tagReal(resp *http.Response) error {
	switch env := read(resp); resp.StatusCode {
	case 404:
		return errGone
	default:
		return fmt.Errorf("%d %s", env.Error.Status, env.Error.Message)
	}
}

// bare compares the body's number in a switch without a tag.
func bare(resp *http.Response) error {
	status := read(resp).Error.Status
	switch {
	case resp.StatusCode == 403:
		return errOther
	case status == 404: // want medipimstatus/branch
		return errGone
	}
	return nil
}

// class divides the body's number.
func class(resp *http.Response) bool {
	s := read(resp).Error.Status
	return s/100 == 4 // want medipimstatus/branch
}

// classReal divides the response's number.
func classReal(resp *http.Response) bool {
	s := resp.StatusCode
	return s/100 == 4
}

// widened converts the body's number.
func widened(resp *http.Response) bool {
	wide := int64(read(resp).Error.Status)
	return wide > 499 // want medipimstatus/branch
}

// presence asks whether there is a number in the body.
func presence(resp *http.Response) error {
	env := read(resp)
	if env.Error.Status != 0 { // want medipimstatus/branch
		return errors.New(env.Error.Code)
	}
	return nil
}

// presenceOfCode asks whether there is a code in the body.
func presenceOfCode(resp *http.Response) error {
	env := read(resp)
	if env.Error.Code != "" {
		return errors.New(env.Error.Code)
	}
	return nil
}

// given hands the body's number to a function that branches.
func given(resp *http.Response) bool {
	return clientSide(read(resp).Error.Status) // want medipimstatus/branch
}

// givenReal hands the response's number to the same function.
func givenReal(resp *http.Response) bool {
	return clientSide(resp.StatusCode)
}

// stored hands the body's number to a function that does not branch.
func stored(resp *http.Response, seen *[]int) {
	observe(seen, read(resp).Error.Status)
}

// among searches a list for the body's number.
func among(resp *http.Response) bool {
	return slices.Contains([]int{401, 403}, read(resp).Error.Status) // want medipimstatus/branch
}

// amongReal searches a list for the response's number.
func amongReal(resp *http.Response) bool {
	return slices.Contains([]int{401, 403}, resp.StatusCode)
}

// enclosed compares what a closure gives, which is the body's number.
func enclosed(resp *http.Response) bool {
	env := read(resp)
	get := func() int { return env.Error.Status }
	return get() == 404 // want medipimstatus/branch
}

// enclosedReal compares what a closure gives, which is the response's number.
func enclosedReal(resp *http.Response) bool {
	get := func() int { return resp.StatusCode }
	return get() == 404
}

// asked compares what a getter gives.
func asked(resp *http.Response) bool {
	env := read(resp)
	return env.number() == 403 // want medipimstatus/branch
}

// chosen compares the larger of the body's number and a constant.
func chosen(resp *http.Response) bool {
	return max(read(resp).Error.Status, 400) == 404 // want medipimstatus/branch
}

// around tests the response's number too, which does not help.
func around(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		env := read(resp)
		if env.Error.Status == 401 { // want medipimstatus/branch
			return errOther
		}
	}
	return nil
}

// logged prints the body's number.
func logged(resp *http.Response) {
	env := read(resp)
	log.Printf("%d %s %s", env.Error.Status, http.StatusText(env.Error.Status), env.Error.Message)
}

// agrees compares the two numbers with each other.
func agrees(resp *http.Response) bool {
	return read(resp).Error.Status == resp.StatusCode
}

// agreesGuarded compares the two numbers with each other where there are two.
func agreesGuarded(resp *http.Response) error {
	env := read(resp)
	if env.Error.Status != 0 && env.Error.Status != resp.StatusCode {
		return errors.New("a proxy in between")
	}
	return nil
}

// replaced writes the response's number over the body's before it compares.
func replaced(resp *http.Response) bool {
	env := read(resp)
	env.Error.Status = resp.StatusCode
	return env.Error.Status == 404
}

// replacedCopy writes the response's number over the body's on a copy.
func replacedCopy(resp *http.Response) bool {
	in := read(resp).Error
	in.Status = resp.StatusCode
	return in.Status == 404
}

type outcome struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Text   string `json:"message"`
}

// built takes the number from the response, whatever the tags of the type say.
func built(resp *http.Response) bool {
	env := read(resp)
	o := outcome{Status: resp.StatusCode, Code: env.Error.Code, Text: env.Error.Message}
	return o.Status == 404 && o.Text != ""
}

type hidden struct {
	Error struct {
		HTTP    int    `json:"-"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// unreachable compares a field that JSON cannot reach.
func unreachable(resp *http.Response) bool {
	var h hidden
	h.Error.HTTP = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&h); err != nil {
		return false
	}
	return h.Error.HTTP == 404
}

type untagged struct {
	Error struct {
		Status  int
		Code    string
		Message string
	}
}

// filledToo sets the number before the decode, which fills a field without a tag as well.
func filledToo(resp *http.Response) bool {
	var u untagged
	u.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&u); err != nil {
		return false
	}
	return u.Error.Status == 404 // want medipimstatus/order
}

// eitherWay takes the one number, or the other where the body can be read.
func eitherWay(resp *http.Response) bool {
	status := resp.StatusCode
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err == nil {
		status = env.Error.Status
	}
	return status == 404 // want medipimstatus/mixed
}

// realWay decodes in the same way, and leaves the number alone.
func realWay(resp *http.Response) (string, bool) {
	status, text := resp.StatusCode, resp.Status
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err == nil {
		text = env.Error.Message
	}
	return text, status == 404
}

// walked goes through maps to the body's number.
func walked(resp *http.Response) bool {
	var m map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return false
	}
	e, _ := m["error"].(map[string]any)
	return e["status"] == float64(404) // want medipimstatus/branch
}

// walkedElsewhere goes through maps of data to a number of the same name.
func walkedElsewhere(resp *http.Response) bool {
	if resp.StatusCode != http.StatusOK {
		return false
	}
	var m map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return false
	}
	e, _ := m["meta"].(map[string]any)
	return e["status"] == float64(404)
}

type googleShape struct {
	Error struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
		Status  string `json:"status"`
	} `json:"error"`
}

// enum compares a word in the shape of another vendor.
func enum(raw []byte) bool {
	var g googleShape
	if err := json.Unmarshal(raw, &g); err != nil {
		return false
	}
	return g.Error.Status == "NOT_FOUND" || g.Error.Code == 404
}
