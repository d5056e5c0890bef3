// Package lookedup decides on a text that the body's status was looked up for.
package lookedup

import (
	"encoding/json"
	"log"
	"net/http"
	"reflect"
	"strconv"
	"strings"
)

type refusal struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func read(resp *http.Response) (r refusal) {
	_ = json.NewDecoder(resp.Body).Decode(&r)
	return r
}

var (
	kinds  = map[int]string{404: "gone", 410: "gone", 429: "slow"}
	whose  = [...]string{4: "ours", 5: "theirs"}
	learnt = map[int]string{}
)

func kind(status int) string { return kinds[status] }

func gone(resp *http.Response) bool {
	return kinds[read(resp).Error.Status] == "gone" // want medipimstatus/branch
}

func slow(resp *http.Response) bool {
	switch kind(read(resp).Error.Status) { // want medipimstatus/branch
	case "slow":
		return true
	}
	return false
}

func ours(resp *http.Response) bool {
	who := whose[read(resp).Error.Status/100%6]
	log.Println(who)
	return who == "ours" // want medipimstatus/branch
}

func byLine(resp *http.Response) bool {
	return kinds[resp.StatusCode] == "gone" || kind(resp.StatusCode) == "slow" || whose[resp.StatusCode/100%6] == "ours"
}

// A text to print, and another where there is none.
func label(resp *http.Response) string {
	text := kinds[read(resp).Error.Status]
	if text == "" {
		text = "other"
	}
	return text + " (" + whose[read(resp).Error.Status/100%6] + ")"
}

// What was learnt of a status says more than the status.
func known(resp *http.Response) bool {
	learnt[resp.StatusCode] = resp.Header.Get("Warning")
	return learnt[read(resp).Error.Status] == "expired"
}

func listed(resp *http.Response) bool {
	return strings.Contains("404,410", strconv.Itoa(read(resp).Error.Status)) // want medipimstatus/branch
}

func listedLine(resp *http.Response) bool {
	return strings.Contains("404,410", strconv.Itoa(resp.StatusCode))
}

func consistent(resp *http.Response) bool {
	return strings.Contains(resp.Status, strconv.Itoa(read(resp).Error.Status))
}

func same(resp *http.Response) bool {
	return reflect.DeepEqual(read(resp).Error.Status, 404) // want medipimstatus/branch
}

type status int

func (s status) missing() bool { return s == 404 }

func bound(resp *http.Response) bool {
	f, g := status(read(resp).Error.Status).missing, status(resp.StatusCode).missing // want medipimstatus/branch
	return f() || g()
}

func expression(resp *http.Response) bool {
	f := status.missing
	return f(status(resp.StatusCode)) || f(status(read(resp).Error.Status)) // want medipimstatus/branch
}
