// Package medipimpaths looks at answers through helpers of its own.
package medipimpaths

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// field walks to one member of the object under the key error.
func field(b []byte, name string) any {
	var m map[string]any
	if json.Unmarshal(b, &m) != nil {
		return nil
	}
	e, _ := m["error"].(map[string]any)
	return e[name]
}

// number is a member as a number.
func number(b []byte, name string) int {
	f, _ := field(b, name).(float64)
	return int(f)
}

// text is a member as text.
func text(b []byte, name string) string {
	s, _ := field(b, name).(string)
	return s
}

// The helper's argument names the body's number.
func gone(b []byte) bool {
	return number(b, "status") == 404 // want medipimstatus/branch
}

// The helper's argument names something that the API has nowhere.
func counted(b []byte) bool { return number(b, "count") == 404 }

// The helper's argument names the code.
func blocked(b []byte) bool {
	return text(b, "code") == "forbidden" // want medipimcode/unknown
}

// The helper's argument names another member.
func traced(b []byte) bool { return text(b, "trace") == "forbidden" }

// The helper's argument names the sentence.
func late(b []byte) bool {
	return strings.Contains(text(b, "message"), "too many requests") // want medipimmessage/text
}

// The sentence is only cut to size.
func short(b []byte) string {
	s := text(b, "message")
	if len(s) > 40 {
		s, _, _ = strings.Cut(s, ". ")
	}
	return s
}

// doc is a tree with the root kept apart.
type doc struct{ root map[string]any }

func (d doc) at(path ...string) any {
	var cur any = d.root
	for i := 0; i < len(path); i++ {
		m, ok := cur.(map[string]any)
		if !ok {
			return nil
		}
		cur = m[path[i]]
	}
	return cur
}

func open(b []byte) (d doc, err error) {
	err = json.Unmarshal(b, &d.root)
	return
}

// The path is given in pieces, and leads to the number.
func internal(b []byte) bool {
	d, err := open(b)
	if err != nil {
		return false
	}
	n, ok := d.at("error", "status").(float64)
	return ok && n == 500 // want medipimstatus/branch
}

// The path is given in pieces, and leads to a product's number.
func shelf(b []byte) bool {
	d, err := open(b)
	if err != nil {
		return false
	}
	n, ok := d.at("product", "status").(float64)
	return ok && n == 500
}

// The path is given in pieces, and leads to the code.
func refused(b []byte) string {
	d, err := open(b)
	if err != nil {
		return ""
	}
	switch d.at("error", "code") {
	case "not_authorized":
		return "permission"
	case "unauthorized": // want medipimcode/unknown
		return "login"
	}
	return ""
}

// The line's number decides, and the helper adds to the text.
func explain(resp *http.Response, b []byte) error {
	switch {
	case resp.StatusCode < 400:
		return nil
	case resp.StatusCode == 401 && text(b, "code") == "authentication.invalid_api_secret":
		return fmt.Errorf("secret: %s", text(b, "message"))
	case resp.StatusCode == 400 && text(b, "code") == "validation_failed": // want medipimpair/impossible
		return fmt.Errorf("form: %s", text(b, "message"))
	}
	return fmt.Errorf("%d: %s", number(b, "status"), text(b, "message"))
}

var _ = []any{gone, counted, blocked, traced, late, short, internal, shelf, refused, explain}
