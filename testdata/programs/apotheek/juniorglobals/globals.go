// Package juniorglobals is somebody's first week.
package juniorglobals

import (
	"encoding/json"
	"fmt"
	"net/http"
)

type medipimError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type medipimErrorBody struct {
	Error medipimError `json:"error"`
}

var medipimErr1 medipimErrorBody
var medipimErr2 medipimErrorBody
var lastStatus int
var realStatus int
var Status int

// Silent: decodes into the global.
func load1(body []byte) error {
	return json.Unmarshal(body, &medipimErr1)
}

// Reported: the global was decoded into in load1.
func check1() bool {
	if medipimErr1.Error.Status == 404 { // want medipimstatus/branch
		fmt.Println("not there")
		return true
	}
	return false
}

// Silent: decodes into the global and sets the real status after it.
func load2(resp *http.Response) bool {
	err := json.NewDecoder(resp.Body).Decode(&medipimErr2)
	if err != nil {
		return false
	}
	medipimErr2.Error.Status = resp.StatusCode
	if medipimErr2.Error.Status == 404 {
		fmt.Println("not there")
		return true
	}
	return false
}

// Silent: stores the body's status in a global.
func load3(body []byte) error {
	var e medipimErrorBody
	err := json.Unmarshal(body, &e)
	if err != nil {
		return err
	}
	lastStatus = e.Error.Status
	return nil
}

// Reported: the global has the body's status.
func check3() bool {
	return lastStatus == 404 || // want medipimstatus/branch
		lastStatus == 410 // want medipimstatus/branch
}

// Silent: stores the real status in a global.
func load4(resp *http.Response) error {
	var e medipimErrorBody
	err := json.NewDecoder(resp.Body).Decode(&e)
	if err != nil {
		return err
	}
	fmt.Println(e.Error.Status)
	realStatus = resp.StatusCode
	return nil
}

// Silent: the global has the real status.
func check4() bool {
	return realStatus == 404 || realStatus == 410
}

// Silent: a counter that is called Status.
func count(resp *http.Response) bool {
	if resp.StatusCode >= 400 {
		Status = Status + 1
	}
	return Status == 404
}
