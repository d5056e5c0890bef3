package medipimforms

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Throttled is returned for an answer that says to come back later.
type Throttled struct{ Path string }

func (t Throttled) Error() string { return "throttled at " + t.Path }

// Brand is a row of the brand list.
type Brand struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

type page struct {
	Results []Brand `json:"results"`
}

// Brands posts the query once and treats a 429 as any other failure.
func Brands(base string, query []byte) ([]Brand, error) {
	resp, err := http.Post(base+"/v4/brands/query", "application/json", bytes.NewReader(query)) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("brands: status %d", resp.StatusCode)
	}
	var p page
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return p.Results, nil
}

// BrandsBounded makes the reader anew in each round and waits between rounds.
func BrandsBounded(base string, query []byte) ([]Brand, error) {
	var resp *http.Response
	for try := 0; try < 4; try++ {
		var err error
		resp, err = http.Post(base+"/v4/brands/query", "application/json", bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 || try == 3 {
			break
		}
		resp.Body.Close()
		time.Sleep(time.Duration(1+try) * time.Second)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("brands: status %d", resp.StatusCode)
	}
	var p page
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return p.Results, nil
}

// Tag posts a form; it knows 401 and forgets 429.
func Tag(base, id, tag string) error {
	resp, err := http.PostForm(base+"/v4/tags", url.Values{"id": {id}, "tag": {tag}}) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return errors.New("wrong key or secret")
	}
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("tag: %s", resp.Status)
	}
	return nil
}

// TagTyped hands a type of its own up for a 429.
func TagTyped(base, id, tag string) error {
	resp, err := http.PostForm(base+"/v4/tags", url.Values{"id": {id}, "tag": {tag}})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return Throttled{Path: "/v4/tags"}
	}
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("tag: %s", resp.Status)
	}
	return nil
}

// Rename sends one short text through a client made on the spot.
func Rename(base, id, name string) error {
	c := http.Client{Timeout: 5 * time.Second}
	resp, err := c.Post(base+"/v4/brands/"+id, "text/plain", strings.NewReader(name)) // want medipimretry/missing
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		return fmt.Errorf("rename %s: %d", id, resp.StatusCode)
	}
	return nil
}

// RenameAgain calls itself after a pause while the answer is 429.
func RenameAgain(base, id, name string, left int) error {
	c := http.Client{Timeout: 5 * time.Second}
	resp, err := c.Post(base+"/v4/brands/"+id, "text/plain", strings.NewReader(name))
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == 429 && left > 0 {
		time.Sleep(3 * time.Second)
		return RenameAgain(base, id, name, left-1)
	}
	if resp.StatusCode != http.StatusNoContent {
		return fmt.Errorf("rename %s: %d", id, resp.StatusCode)
	}
	return nil
}
