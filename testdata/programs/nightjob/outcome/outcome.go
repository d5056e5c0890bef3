// Package outcome sums an answer up in one word.
package outcome

import (
	"fmt"
	"log"
	"net/http"
	"time"
)

// Outcome is the word.
type Outcome int

// The outcomes.
const (
	Done Outcome = iota
	Absent
	Throttled
	Failed
)

// MedipimGateway asks.
type MedipimGateway struct {
	HTTP *http.Client
	Root string
}

// Touch has an outcome made for a 429.
func (g *MedipimGateway) Touch(id string) (Outcome, error) {
	resp, err := g.HTTP.Get(g.Root + "/v4/products/find?id=" + id)
	if err != nil {
		return Failed, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode < 300:
		return Done, nil
	case resp.StatusCode == http.StatusNotFound:
		return Absent, nil
	case resp.StatusCode == http.StatusTooManyRequests:
		return Throttled, nil
	}
	return Failed, fmt.Errorf("touch: %s", resp.Status)
}

// Glance has one outcome for every bad status.
func (g *MedipimGateway) Glance(id string) (Outcome, error) {
	resp, err := g.HTTP.Get(g.Root + "/v4/media/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return Failed, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode < 300:
		return Done, nil
	case resp.StatusCode == http.StatusNotFound:
		return Absent, nil
	}
	return Failed, fmt.Errorf("glance: %s", resp.Status)
}

// TouchPatiently rests on the outcome.
func (g *MedipimGateway) TouchPatiently(id string) error {
	for {
		out, err := g.Touch(id)
		if err != nil {
			return err
		}
		switch out {
		case Throttled:
			time.Sleep(2 * time.Second)
			continue
		default:
			return nil
		}
	}
}

// TouchFast does not rest on the outcome.
func (g *MedipimGateway) TouchFast(id string) error {
	for {
		out, err := g.Touch(id)
		if err != nil {
			return err
		}
		switch out {
		case Throttled: // want medipimretry/immediate
			continue
		default:
			return nil
		}
	}
}

// TouchOrDie ends the program on the outcome.
func (g *MedipimGateway) TouchOrDie(id string) error {
	out, err := g.Touch(id)
	if out == Throttled { // want medipimretry/fatal
		log.Fatal("throttled")
	}
	return err
}

// TouchEach goes on to the next id on the outcome.
func (g *MedipimGateway) TouchEach(ids []string) error {
	for _, id := range ids {
		out, err := g.Touch(id)
		if err != nil {
			return err
		}
		if out == Throttled { // want medipimretry/swallowed
			log.Print("throttled at ", id)
			continue
		}
		log.Print("touched ", id)
	}
	return nil
}

// Result says it with a field.
type Result struct {
	Throttled bool
	ETag      string
}

// Peek sets the field on a 429.
func (g *MedipimGateway) Peek(id string) (Result, error) {
	resp, err := g.HTTP.Head(g.Root + "/v4/brands/find?id=" + id)
	if err != nil {
		return Result{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return Result{Throttled: true}, nil
	}
	if resp.StatusCode >= 400 {
		return Result{}, fmt.Errorf("peek: %s", resp.Status)
	}
	return Result{ETag: resp.Header.Get("ETag")}, nil
}

// PeekPatiently rests on the field.
func (g *MedipimGateway) PeekPatiently(id string) (string, error) {
	for {
		r, err := g.Peek(id)
		if err != nil {
			return "", err
		}
		if !r.Throttled {
			return r.ETag, nil
		}
		time.Sleep(time.Second)
	}
}

// PeekEach goes on to the next id on the field.
func (g *MedipimGateway) PeekEach(ids []string) (tags []string, err error) {
	for _, id := range ids {
		r, err := g.Peek(id)
		if err != nil {
			return nil, err
		}
		if r.Throttled { // want medipimretry/swallowed
			continue
		}
		tags = append(tags, r.ETag)
	}
	return tags, nil
}
