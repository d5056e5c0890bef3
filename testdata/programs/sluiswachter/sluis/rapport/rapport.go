// Package rapport maakt de weekrapporten, door de sluis.
package rapport

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"example.com/sluiswachter/sluis"
)

type Rapport struct {
	s *sluis.Sluis
}

func New(s *sluis.Sluis) *Rapport { return &Rapport{s} }

func goed(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	b, _ := io.ReadAll(resp.Body)
	return fmt.Errorf("%s: %s", resp.Status, bytes.TrimSpace(b))
}

// Nieuw: wat er deze week bij kwam.
func (r *Rapport) Nieuw(ctx context.Context) (ids []string, err error) {
	resp, err := r.s.Post(ctx, "/v4/products/query", strings.NewReader(`{"filter":{"new":true}}`)) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := goed(resp); err != nil {
		return nil, err
	}
	err = json.NewDecoder(resp.Body).Decode(&ids)
	return ids, err
}

// Weg: wat er verdween, met geduld.
func (r *Rapport) Weg(ctx context.Context) (ids []string, err error) {
	for d := 5 * time.Second; ; d += 5 * time.Second {
		resp, err := r.s.Post(ctx, "/v4/products/query", strings.NewReader(`{"filter":{"deleted":true}}`))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(d)
			continue
		}
		defer resp.Body.Close()
		if err := goed(resp); err != nil {
			return nil, err
		}
		err = json.NewDecoder(resp.Body).Decode(&ids)
		return ids, err
	}
}

// Stroom leest regels.
func (r *Rapport) Stroom(ctx context.Context, f func(json.RawMessage) error) error {
	resp, err := r.s.Post(ctx, "/v4/products/stream", strings.NewReader("{}")) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
		var regel struct {
			Result json.RawMessage `json:"result"`
		}
		if err := json.Unmarshal(sc.Bytes(), &regel); err != nil { // want medipimunchecked/unchecked
			return err
		}
		if err := f(regel.Result); err != nil {
			return err
		}
	}
	return nil
}

// StroomGoed kijkt eerst.
func (r *Rapport) StroomGoed(ctx context.Context, f func(json.RawMessage) error) error {
	resp, err := r.s.Post(ctx, "/v4/media/stream", strings.NewReader("{}"))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNoContent:
		return nil
	case http.StatusOK:
	case http.StatusTooManyRequests:
		return fmt.Errorf("stroom: te druk, kom later terug")
	default:
		return goed(resp)
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var regel struct {
			Result json.RawMessage `json:"result"`
		}
		if err := json.Unmarshal(sc.Bytes(), &regel); err != nil {
			return err
		}
		if err := f(regel.Result); err != nil {
			return err
		}
	}
	return sc.Err()
}

// Merken herhaalt wat van de tussenliggende servers komt.
func (r *Rapport) Merken(ctx context.Context) (namen []string, err error) {
	for n := 1; ; n++ {
		resp, err := r.s.Get(ctx, "/v4/brands/all")
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout: // want medipimretry/incomplete
			resp.Body.Close()
			if n < 4 {
				time.Sleep(time.Duration(n) * time.Second)
				continue
			}
			return nil, errors.New("merken: " + resp.Status)
		}
		defer resp.Body.Close()
		if err := goed(resp); err != nil {
			return nil, err
		}
		err = json.NewDecoder(resp.Body).Decode(&namen)
		return namen, err
	}
}

// Labels heeft voor beide een eigen geval.
func (r *Rapport) Labels(ctx context.Context) (namen []string, err error) {
	for n := 1; n < 10; n++ {
		resp, err := r.s.Get(ctx, "/v4/labels/all")
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusBadGateway, http.StatusServiceUnavailable:
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		case http.StatusTooManyRequests:
			resp.Body.Close()
			time.Sleep(time.Minute)
			continue
		}
		defer resp.Body.Close()
		if err := goed(resp); err != nil {
			return nil, err
		}
		err = json.NewDecoder(resp.Body).Decode(&namen)
		return namen, err
	}
	return nil, errors.New("labels: te druk")
}

// Lever geeft elke poging dezelfde lezer.
func (r *Rapport) Lever(ctx context.Context, lijst []string) error {
	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode(lijst); err != nil {
		return err
	}
	for n := range 3 {
		resp, err := r.s.Post(ctx, "/v4/reports", &buf) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n+1) * 20 * time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return errors.New("lever: " + resp.Status)
		}
		return nil
	}
	return errors.New("lever: te druk")
}

// LeverBytes maakt er steeds een nieuwe van.
func (r *Rapport) LeverBytes(ctx context.Context, lijst []string) error {
	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode(lijst); err != nil {
		return err
	}
	for n := range 3 {
		resp, err := r.s.Post(ctx, "/v4/reports", bytes.NewReader(buf.Bytes()))
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n+1) * 20 * time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return errors.New("lever: " + resp.Status)
		}
		return nil
	}
	return errors.New("lever: te druk")
}

// Fotos: alleen wat er niet is, wordt opgemerkt.
func (r *Rapport) Fotos(ctx context.Context, id string) (urls []string, err error) {
	resp, err := r.s.Get(ctx, "/v4/media/find?product="+id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	err = json.NewDecoder(resp.Body).Decode(&urls) // want medipimunchecked/partial
	return urls, err
}

// Prijzen decodeert eerst en kijkt dan, voor het iets gebruikt.
func (r *Rapport) Prijzen(ctx context.Context) (map[string]int, error) {
	for range 5 {
		resp, err := r.s.Get(ctx, "/v4/prices/all")
		if err != nil {
			return nil, err
		}
		var p map[string]int
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(20 * time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return nil, errors.New("prijzen: " + resp.Status)
		}
		if err != nil {
			return nil, err
		}
		return p, nil
	}
	return nil, errors.New("prijzen: te druk")
}

// Totaal: nog eens, en nog eens.
func (r *Rapport) Totaal(ctx context.Context) (n int, err error) {
	resp, err := r.s.Get(ctx, "/v4/products/count")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
		return r.Totaal(ctx)
	}
	if err := goed(resp); err != nil {
		return 0, err
	}
	err = json.NewDecoder(resp.Body).Decode(&n)
	return n, err
}
