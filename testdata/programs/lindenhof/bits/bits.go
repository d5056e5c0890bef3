//medipimlint:client

// Package bits decides with masks, shifts and conversions.
package bits

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

type doc struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type textDoc struct {
	Error struct {
		Status string `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

type quotedDoc struct {
	Error struct {
		Status uint16 `json:"status,string,omitempty"`
		Code   string `json:"code"`
	} `json:"error"`
}

const serverMask = 1 << 5

func parse(b []byte) (d doc) {
	_ = json.Unmarshal(b, &d)
	return
}

// The class of the body's number selects a bit.
func masked(b []byte) bool {
	d := parse(b)
	return serverMask&(1<<(d.Error.Status/100)) != 0 // want medipimstatus/branch
}

// The class of the line's number selects a bit.
func maskedLine(resp *http.Response) bool {
	return serverMask&(1<<(resp.StatusCode/100)) != 0
}

// The number becomes a text and is compared as such.
func itoa(b []byte) bool {
	d := parse(b)
	return strconv.Itoa(d.Error.Status) == "403" // want medipimstatus/branch
}

// The number becomes a text and is part of a label.
func itoaLabel(b []byte) string {
	d := parse(b)
	return "status:" + strconv.Itoa(d.Error.Status)
}

// The number is a text on the wire and is compared as such.
func wireText(b []byte) bool {
	var d textDoc
	_ = json.Unmarshal(b, &d)
	return d.Error.Status == "401" // want medipimstatus/branch
}

// The text of the wire becomes a number.
func atoi(b []byte) bool {
	var d textDoc
	_ = json.Unmarshal(b, &d)
	n, err := strconv.Atoi(d.Error.Status)
	return err == nil && n == 401 // want medipimstatus/branch
}

// The code next to it is a text as well.
func wireCode(b []byte) bool {
	var d textDoc
	_ = json.Unmarshal(b, &d)
	return d.Error.Code == "authentication.not_authenticated"
}

// The code holds a number as a text.
func numberAsCode(b []byte) bool {
	var d textDoc
	_ = json.Unmarshal(b, &d)
	return d.Error.Code == "500" // want medipimcode/status
}

// The quoted number has a narrow type and is widened.
func widened(b []byte) bool {
	var d quotedDoc
	_ = json.Unmarshal(b, &d)
	wide := int64(d.Error.Status)
	return wide == http.StatusMethodNotAllowed // want medipimstatus/branch
}

// The quoted number has a narrow type and is shown.
func shown(b []byte) string {
	var d quotedDoc
	_ = json.Unmarshal(b, &d)
	return fmt.Sprintf("%03d", uint64(d.Error.Status))
}

// The loop's condition asks the body's number.
func loop(bodies [][]byte) (i int) {
	for ; i < len(bodies) && parse(bodies[i]).Error.Status == 404; i++ { // want medipimstatus/branch
	}
	return i
}

// The loop's condition asks the code.
func loopCode(bodies [][]byte) (i int) {
	for ; i < len(bodies) && parse(bodies[i]).Error.Code == "not_found"; i++ {
	}
	return i
}

// The loop's bound is a length.
func loopWords(b []byte) (n int) {
	for range len(parse(b).Error.Message) {
		n++
	}
	return n
}

// Modulo arithmetic on the body's number.
func modulo(b []byte) bool {
	last := parse(b).Error.Status % 100
	if last == 4 { // want medipimstatus/branch
		return true
	}
	return false
}

// Modulo arithmetic on the line's number.
func moduloLine(resp *http.Response, b []byte) (bool, int) {
	last := resp.StatusCode % 100
	if last == 4 {
		return true, parse(b).Error.Status
	}
	return false, 0
}

type class uint8

// A small type with a method that compares.
func (c class) server() bool { return c == 5 }

// The body's class has a small type and is the tag of a switch.
func received(b []byte) bool {
	c := class(parse(b).Error.Status / 100)
	switch c { // want medipimstatus/branch
	case 4, 5:
		return true
	}
	return false
}

// The line's number becomes the receiver of a comparing method.
func receivedLine(resp *http.Response) bool {
	return class(resp.StatusCode / 100).server()
}

var _ = []any{masked, maskedLine, itoa, itoaLabel, wireText, atoi, wireCode, numberAsCode, widened, shown, loop, loopCode, loopWords, modulo, moduloLine, received, receivedLine}
