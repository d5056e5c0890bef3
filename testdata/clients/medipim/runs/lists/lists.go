// Package lists retries what stands in a list, a map, a case or a predicate, and 429 in none of them.
package lists

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

func post(base string) (*http.Response, error) {
	return http.Post(base+"/v4/products/query", "application/json", strings.NewReader(`{"page":1}`))
}

func read(resp *http.Response) (string, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("medipim: %s", resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

func pause(n int, resp *http.Response) {
	if resp != nil {
		resp.Body.Close()
	}
	time.Sleep(50 * time.Millisecond << n)
}

var retried = []int{500, 502, 503, 504}

// Slice searches a list.
func Slice(base string) (string, error) {
	for n := 0; ; n++ {
		resp, err := post(base)
		if err != nil {
			return "", err
		}
		if !slices.Contains(retried, resp.StatusCode) || n == 4 { // want medipimretry/incomplete
			return read(resp)
		}
		pause(n, resp)
	}
}

var transient = map[int]bool{
	http.StatusInternalServerError: true,
	http.StatusBadGateway:          true,
}

// Map looks into a map.
func Map(base string) (string, error) {
	for n := 0; ; n++ {
		resp, err := post(base)
		if err != nil {
			return "", err
		}
		if !transient[resp.StatusCode] || n == 4 { // want medipimretry/incomplete
			return read(resp)
		}
		pause(n, resp)
	}
}

// Case has a switch.
func Case(base string) (string, error) {
	for n := 0; n < 5; n++ {
		resp, err := post(base)
		if err != nil {
			return "", err
		}
		switch resp.StatusCode {
		case http.StatusInternalServerError, http.StatusServiceUnavailable: // want medipimretry/incomplete
			pause(n, resp)
		default:
			return read(resp)
		}
	}
	return "", fmt.Errorf("medipim: no answer")
}

func again(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode >= 500 // want medipimretry/incomplete
}

// Predicate asks a function.
func Predicate(base string) (string, error) {
	for n := 0; ; n++ {
		resp, err := post(base)
		if again(resp, err) && n < 4 {
			pause(n, resp)
			continue
		}
		if err != nil {
			return "", err
		}
		return read(resp)
	}
}

// Failed tries again only if there is no answer.
func Failed(base string) (text string, err error) {
	var resp *http.Response
	for n := range 5 {
		resp, err = post(base)
		if err == nil { // want medipimretry/incomplete
			break
		}
		time.Sleep(50 * time.Millisecond << n)
	}
	if err != nil {
		return "", err
	}
	return read(resp)
}
