// Package items asks for one item after the other.
package items

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"
)

const url = "https://api.medipim.be/v4/products/find"

// ErrBusy is a 429.
var ErrBusy = errors.New("busy")

func probe(fields map[string]string) error {
	b, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	resp, err := http.Post(url, "application/json", bytes.NewReader(b))
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusTooManyRequests:
		return ErrBusy
	}
	return fmt.Errorf("status %d", resp.StatusCode)
}

// AtOnce steps back to the item that was refused.
func AtOnce(ids []string) (bad []string) {
	for i := 0; i < len(ids); i++ {
		err := probe(map[string]string{"id": ids[i]})
		if errors.Is(err, ErrBusy) { // want medipimretry/immediate
			i--
			continue
		}
		if err != nil {
			bad = append(bad, ids[i])
		}
	}
	return bad
}

// Slowly waits before it does.
func Slowly(ids []string) (bad []string) {
	for i := 0; i < len(ids); i++ {
		err := probe(map[string]string{"id": ids[i]})
		if errors.Is(err, ErrBusy) {
			time.Sleep(10 * time.Second)
			i--
			continue
		}
		if err != nil {
			bad = append(bad, ids[i])
		}
	}
	return bad
}

// Stepping goes on only after an answer.
func Stepping(ids []string) (bad []string) {
	for i := 0; i < len(ids); {
		err := probe(map[string]string{"id": ids[i]})
		if errors.Is(err, ErrBusy) {
			time.Sleep(10 * time.Second)
			continue
		}
		if err != nil {
			bad = append(bad, ids[i])
		}
		i++
	}
	return bad
}

// Skipping goes on to the next item, and stops at other errors.
func Skipping(ids []string) error {
	for _, id := range ids {
		fields := map[string]string{}
		fields["id"] = id
		err := probe(fields)
		if errors.Is(err, ErrBusy) { // want medipimretry/swallowed
			log.Printf("%s skipped", id)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}
