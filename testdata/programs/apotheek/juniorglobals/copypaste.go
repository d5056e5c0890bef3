package juniorglobals

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Reported: turned into a string first.
func checkString(body []byte) bool {
	var e medipimErrorBody
	err := json.Unmarshal(body, &e)
	if err != nil {
		return false
	}
	s := strconv.Itoa(e.Error.Status)
	if s == "404" { // want medipimstatus/branch
		return true
	} else {
		return false
	}
}

// Silent: turned into a string to be shown.
func showString(body []byte) string {
	var e medipimErrorBody
	err := json.Unmarshal(body, &e)
	if err != nil {
		return ""
	}
	return "status " + strconv.Itoa(e.Error.Status) + ": " + e.Error.Message
}

// Reported: is there an error in the body?
func hasError(body []byte) bool {
	var e medipimErrorBody
	err := json.Unmarshal(body, &e)
	if err != nil {
		return false
	}
	if e.Error.Status != 0 { // want medipimstatus/branch
		return true
	}
	return false
}

// Silent: asks for the code, not for the status.
func hasCode(body []byte) bool {
	var e medipimErrorBody
	err := json.Unmarshal(body, &e)
	if err != nil {
		return false
	}
	if e.Error.Code != "" {
		return true
	}
	return false
}

// Reported: two words of the wrong dictionary and one text.
func explain(body []byte) {
	var e medipimErrorBody
	err := json.Unmarshal(body, &e)
	if err != nil {
		return
	}
	if e.Error.Code == "server_eror" { // want medipimcode/unknown
		fmt.Println("server")
	}
	if e.Error.Code == "bad_requst" { // want medipimcode/unknown
		fmt.Println("request")
	}
	if e.Error.Message == "Not found" { // want medipimmessage/text
		fmt.Println("nothing")
	}
	if e.Error.Code == "server_error" {
		fmt.Println("server")
	}
	if e.Error.Code == "bad_request" {
		fmt.Println("request")
	}
	if e.Error.Message == "" {
		fmt.Println("nothing said")
	}
}
