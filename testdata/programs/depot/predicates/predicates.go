package predicates

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// MedipimLeaflets fetches leaflets; every method has its own idea of what is worth a second try.
type MedipimLeaflets struct {
	HTTP *http.Client
	Base string
}

// Leaflet is the text for a patient.
type Leaflet struct {
	Lang string `json:"lang"`
	HTML string `json:"html"`
}

func finish(resp *http.Response) (l Leaflet, err error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return l, fmt.Errorf("leaflet: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&l)
	return l, err
}

func worthIt(status int) bool {
	return status >= 500 // want medipimretry/incomplete
}

// Text asks the predicate above, whose comparison stops at 500.
func (m *MedipimLeaflets) Text(id string) (Leaflet, error) {
	for i := 0; ; i++ {
		resp, err := m.HTTP.Get(m.Base + "/leaflets/" + id)
		if err != nil {
			return Leaflet{}, err
		}
		if i < 3 && worthIt(resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return finish(resp)
	}
}

func worthItAll(status int) bool {
	return status == http.StatusTooManyRequests || status >= 500
}

// TextAll asks the predicate above, which has 429 as well.
func (m *MedipimLeaflets) TextAll(id string) (Leaflet, error) {
	for i := 0; ; i++ {
		resp, err := m.HTTP.Get(m.Base + "/leaflets/" + id)
		if err != nil {
			return Leaflet{}, err
		}
		if i < 3 && worthItAll(resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return finish(resp)
	}
}

var flaky = []int{500, 502, 503, 504}

// Listed consults a list that lacks 429.
func (m *MedipimLeaflets) Listed(id string) (Leaflet, error) {
	for i := 0; ; i++ {
		resp, err := m.HTTP.Get(m.Base + "/leaflets/" + id)
		if err != nil {
			return Leaflet{}, err
		}
		if i < 3 && slices.Contains(flaky, resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return finish(resp)
	}
}

var flakyOrFull = []int{429, 500, 502, 503, 504}

// ListedAll consults a list that has it.
func (m *MedipimLeaflets) ListedAll(id string) (Leaflet, error) {
	for i := 0; ; i++ {
		resp, err := m.HTTP.Get(m.Base + "/leaflets/" + id)
		if err != nil {
			return Leaflet{}, err
		}
		if i < 3 && slices.Contains(flakyOrFull, resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return finish(resp)
	}
}

var second = map[int]bool{
	http.StatusBadGateway:         true,
	http.StatusServiceUnavailable: true,
	http.StatusGatewayTimeout:     true,
}

// Mapped consults a map that lacks 429.
func (m *MedipimLeaflets) Mapped(id string) (Leaflet, error) {
	for i := 0; i < 3; i++ {
		resp, err := m.HTTP.Get(m.Base + "/leaflets/" + id)
		if err != nil {
			return Leaflet{}, err
		}
		if second[resp.StatusCode] { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return finish(resp)
	}
	return Leaflet{}, errors.New("leaflet: gave up")
}

var pauses = map[int]time.Duration{
	http.StatusTooManyRequests:     10 * time.Second,
	http.StatusServiceUnavailable:  3 * time.Second,
	http.StatusInternalServerError: time.Second,
}

// Paused looks the pause up by the status, and 429 has the longest.
func (m *MedipimLeaflets) Paused(id string) (Leaflet, error) {
	for i := 0; i < 3; i++ {
		resp, err := m.HTTP.Get(m.Base + "/leaflets/" + id)
		if err != nil {
			return Leaflet{}, err
		}
		if d, ok := pauses[resp.StatusCode]; ok {
			resp.Body.Close()
			time.Sleep(d)
			continue
		}
		return finish(resp)
	}
	return Leaflet{}, errors.New("leaflet: gave up")
}

// Switched repeats in a case that lists the gateway's statuses.
func (m *MedipimLeaflets) Switched(id string) (Leaflet, error) {
	for i := 0; i < 3; i++ {
		resp, err := m.HTTP.Get(m.Base + "/leaflets/" + id)
		if err != nil {
			return Leaflet{}, err
		}
		switch resp.StatusCode {
		case 502, 503, 504: // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return finish(resp)
	}
	return Leaflet{}, errors.New("leaflet: gave up")
}

// SwitchedAll repeats in a case that lists 429 too.
func (m *MedipimLeaflets) SwitchedAll(id string) (Leaflet, error) {
	for i := 0; i < 3; i++ {
		resp, err := m.HTTP.Get(m.Base + "/leaflets/" + id)
		if err != nil {
			return Leaflet{}, err
		}
		switch resp.StatusCode {
		case 429, 502, 503, 504:
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return finish(resp)
	}
	return Leaflet{}, errors.New("leaflet: gave up")
}
