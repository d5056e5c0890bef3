// Package statuses decides on the body's status in several forms.
package statuses

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

type answer struct {
	Product struct {
		Name string `json:"name"`
	} `json:"product"`
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func find(base string) (resp *http.Response, a answer, err error) {
	for n := 0; ; n++ {
		resp, err = http.Get(base + "/v4/products/find?id=M1")
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			break
		}
		resp.Body.Close()
		time.Sleep(50 * time.Millisecond << n)
	}
	if err != nil {
		return nil, a, err
	}
	defer resp.Body.Close()
	_ = json.NewDecoder(resp.Body).Decode(&a) // an empty body says nothing
	return resp, a, nil
}

// Presence takes a status in the body for an error.
func Presence(base string) (string, error) {
	_, a, err := find(base)
	if err != nil {
		return "", err
	}
	if a.Error.Status != 0 { // want medipimstatus/branch
		return "", errors.New("medipim: " + a.Error.Code)
	}
	return a.Product.Name, nil
}

// Tag switches on it.
func Tag(base string) (string, error) {
	_, a, err := find(base)
	if err != nil {
		return "", err
	}
	switch a.Error.Status { // want medipimstatus/branch
	case 0:
		return a.Product.Name, nil
	case http.StatusNotFound:
		return "none", nil
	}
	return "", fmt.Errorf("medipim: %s", a.Error.Code)
}

var outcomes = map[int]string{404: "none", 403: "hidden"}

// Table looks it up.
func Table(base string) (string, error) {
	resp, a, err := find(base)
	if err != nil {
		return "", err
	}
	if resp.StatusCode < 300 {
		return a.Product.Name, nil
	}
	if outcome, ok := outcomes[a.Error.Status]; ok { // want medipimstatus/branch
		return outcome, nil
	}
	return "", fmt.Errorf("medipim: %s", a.Error.Code)
}

func isMissing(status int) bool { return status == 404 || status == 410 }

// Predicate asks a function.
func Predicate(base string) (string, error) {
	resp, a, err := find(base)
	if err != nil {
		return "", err
	}
	if resp.StatusCode < 300 {
		return a.Product.Name, nil
	}
	if isMissing(a.Error.Status) { // want medipimstatus/branch
		return "none", nil
	}
	return "", fmt.Errorf("medipim: %s", a.Error.Code)
}

// Text compares it as a text, and by its class.
func Text(base string) (string, error) {
	resp, a, err := find(base)
	if err != nil {
		return "", err
	}
	if resp.StatusCode < 300 {
		return a.Product.Name, nil
	}
	status := a.Error.Status
	if strconv.Itoa(status) == "404" { // want medipimstatus/branch
		return "none", nil
	} else if status/100 == 5 { // want medipimstatus/branch
		return "", errors.New("medipim is down")
	}
	return "", fmt.Errorf("medipim: %s", a.Error.Code)
}
