package labelprint

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
)

type medipimLabel struct {
	Title string
}

func (l medipimLabel) print(w io.Writer) { fmt.Fprintln(w, l.Title) }

// walkStatus compares the body's status out of a walked map, reported.
func walkStatus(resp *http.Response) medipimLabel {
	if resp.StatusCode < 400 {
		return medipimLabel{Title: "fine"}
	}
	var m map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return medipimLabel{Title: resp.Status}
	}
	e, _ := m["error"].(map[string]any)
	if s, ok := e["status"].(float64); ok && s == 404 { // want medipimstatus/branch
		return medipimLabel{Title: "gone"}
	}
	return medipimLabel{Title: "failed"}
}

// walkClass divides the body's status before it compares, reported.
func walkClass(resp *http.Response) string {
	if resp.StatusCode < 400 {
		return ""
	}
	var m map[string]any
	if json.NewDecoder(resp.Body).Decode(&m) != nil {
		return "unreadable"
	}
	s, _ := m["error"].(map[string]any)["status"].(float64)
	n := int(s)
	if n/100 == 5 { // want medipimstatus/branch
		return "theirs"
	}
	return "ours"
}

// walkSwitch switches on the converted body's status, the tag is reported.
func walkSwitch(resp *http.Response) string {
	if resp.StatusCode < 400 {
		return ""
	}
	var m map[string]any
	if json.NewDecoder(resp.Body).Decode(&m) != nil {
		return "unreadable"
	}
	inner, ok := m["error"].(map[string]any)
	if !ok {
		return "no error object"
	}
	status, _ := inner["status"].(float64)
	switch int(status) { // want medipimstatus/branch
	case 401, 403:
		return "keys"
	case 404:
		return "missing"
	}
	return "other"
}

// walkNested decodes into a map of maps and compares directly, reported.
func walkNested(resp *http.Response) bool {
	if resp.StatusCode == http.StatusOK {
		return false
	}
	var m map[string]map[string]any
	if json.NewDecoder(resp.Body).Decode(&m) != nil {
		return false
	}
	return m["error"]["status"] == float64(403) // want medipimstatus/branch
}

// walkLog only logs the body's status and decides on the response, silent.
func walkLog(resp *http.Response) string {
	if resp.StatusCode < 400 {
		return ""
	}
	var m map[string]any
	if json.NewDecoder(resp.Body).Decode(&m) != nil {
		return "unreadable"
	}
	e, _ := m["error"].(map[string]any)
	log.Printf("status in the body %v", e["status"])
	if resp.StatusCode == 404 {
		return "gone"
	}
	return fmt.Sprintf("%v", e["status"])
}

// walkOther reads another key named status, which is an order's and not the error's, silent.
func walkOther(r io.Reader) bool {
	var m map[string]any
	if json.NewDecoder(r).Decode(&m) != nil {
		return false
	}
	order, _ := m["order"].(map[string]any)
	s, _ := order["status"].(float64)
	return s == 404
}

// walkReplace overwrites the map's value with the response's status first, silent.
func walkReplace(resp *http.Response) bool {
	if resp.StatusCode < 400 {
		return false
	}
	var m map[string]any
	if json.NewDecoder(resp.Body).Decode(&m) != nil {
		return false
	}
	e, _ := m["error"].(map[string]any)
	status, _ := e["status"].(float64)
	log.Println("body says", status)
	status = float64(resp.StatusCode)
	return status == 404
}
