package possible

import (
	"encoding/json"
	"io"
	"net/http"
)

type refusal struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// The number is of another answer than the bytes.
func compared(first, second *http.Response) bool {
	raw, err := io.ReadAll(second.Body)
	return err == nil && ofOther(first.StatusCode, raw)
}

func ofOther(status int, raw []byte) bool {
	var r refusal
	if json.Unmarshal(raw, &r) != nil {
		return false
	}
	return status == 404 && r.Error.Code == "validation_failed"
}

// The number is no status.
func page(resp *http.Response, from int) bool {
	raw, err := io.ReadAll(resp.Body)
	return err == nil && ofPage(from, raw)
}

func ofPage(page int, raw []byte) bool {
	var r refusal
	if json.Unmarshal(raw, &r) != nil {
		return false
	}
	return page == 404 && r.Error.Code == "validation_failed"
}

// Whoever hands these over does not say that the one belongs to the other.
func OfPage(offset int, body []byte) bool {
	var r refusal
	if json.Unmarshal(body, &r) != nil {
		return false
	}
	return offset == 404 && r.Error.Code == "validation_failed"
}

// Either is asked for, if both are denied together.
func denied(resp *http.Response) bool {
	var r refusal
	if json.NewDecoder(resp.Body).Decode(&r) != nil {
		return false
	}
	return !(resp.StatusCode < 500 && r.Error.Code != "server_error")
}

func deniedTwice(resp *http.Response) bool {
	var r refusal
	if json.NewDecoder(resp.Body).Decode(&r) != nil {
		return false
	}
	if resp.StatusCode == 204 || !(r.Error.Code != "server_error" && !(resp.StatusCode >= 500)) {
		return true
	}
	return false
}
