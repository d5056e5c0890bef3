// Package levering vraagt leveringen en artikelen op, een handvol tegelijk.
package levering

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/hashicorp/go-multierror"
	"golang.org/x/sync/errgroup"
)

const (
	omgeving = "sandbox."
	wortel   = "https://api." + omgeving + "medipim.fr/v4"
)

// Artikel is wat we bewaren.
type Artikel struct {
	ID  int    `json:"id"`
	CIP string `json:"cip"`
}

// nieuweClient volgt de README van heimdall.
func nieuweClient() *httpclient.Client {
	initial, maxim, factor, jitter := 200*time.Millisecond, 9*time.Second, 2.0, 100*time.Millisecond
	backoff := heimdall.NewExponentialBackoff(initial, maxim, factor, jitter)
	retrier := heimdall.NewRetrier(backoff)
	return httpclient.NewClient( // want medipimretry/library
		httpclient.WithHTTPTimeout(10*time.Second),
		httpclient.WithRetrier(retrier),
		httpclient.WithRetryCount(4),
	)
}

// remmer is the Doer under the polite client: it waits out a 429 itself.
type remmer struct {
	next heimdall.Doer
	max  int
}

func (r remmer) Do(req *http.Request) (*http.Response, error) {
	for poging := 0; ; poging++ {
		if poging > 0 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req.Body = body
		}
		resp, err := r.next.Do(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || poging == r.max {
			return resp, err
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(time.Second << poging):
		}
	}
}

func beleefd() *httpclient.Client {
	return httpclient.NewClient(
		httpclient.WithHTTPTimeout(time.Minute),
		httpclient.WithHTTPClient(remmer{next: &http.Client{}, max: 5}),
	)
}

var kop = http.Header{"Accept": {"application/json"}, "Content-Type": {"application/json"}}

// Zoek zoekt de artikelen bij elk van de codes.
func Zoek(ctx context.Context, cips []string) (map[string]Artikel, error) {
	c := nieuweClient()
	var (
		mu  sync.Mutex
		uit = make(map[string]Artikel)
	)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, cip := range cips {
		g.Go(func() error {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, wortel+"/products/find?cip="+cip, nil)
			if err != nil {
				return err
			}
			resp, err := c.Do(req)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != 200 {
				return fmt.Errorf("%s: %s", cip, resp.Status)
			}
			var a Artikel
			if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			uit[cip] = a
			return nil
		})
	}
	return uit, g.Wait()
}

// Nakijken kijkt elk artikel na en verzamelt de fouten.
func Nakijken(artikels []Artikel) error {
	c := httpclient.NewClient(httpclient.WithHTTPTimeout(3 * time.Second))
	var fouten *multierror.Error
	for _, a := range artikels {
		resp, err := c.Post(wortel+"/products/query", strings.NewReader(fmt.Sprintf(`{"filter":{"id":%d}}`, a.ID)), kop) // want medipimretry/missing
		if err != nil {
			fouten = multierror.Append(fouten, err)
			continue
		}
		if resp.StatusCode >= 400 {
			fouten = multierror.Append(fouten, fmt.Errorf("artikel %d: %s", a.ID, resp.Status))
		}
		resp.Body.Close()
	}
	return fouten.ErrorOrNil()
}

// Rustig doet hetzelfde als Zoek, voor het nachtwerk.
func Rustig(filter any) ([]Artikel, error) {
	b, err := json.Marshal(filter)
	if err != nil {
		return nil, err
	}
	resp, err := beleefd().Post(wortel+"/products/query", bytes.NewReader(b), kop)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("nachtwerk: %s", resp.Status)
	}
	var p struct {
		Results []Artikel `json:"results"`
	}
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p.Results, err
}

// ErrDruk zegt dat de API het te druk heeft.
var ErrDruk = errors.New("te veel verzoeken")

// Merk geeft één merk; wie dit roept, beslist zelf wanneer hij terugkomt.
func Merk(id int) (json.RawMessage, error) {
	c := httpclient.NewClient(httpclient.WithHTTPTimeout(3*time.Second), httpclient.WithRetryCount(2), httpclient.WithRetrier(heimdall.NewRetrier(heimdall.NewConstantBackoff(time.Second, 0))))
	resp, err := c.Get(fmt.Sprintf("%s/brands/find?id=%d", wortel, id), kop)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return nil, ErrDruk
	case resp.StatusCode >= 300:
		return nil, fmt.Errorf("merk %d: %s", id, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Vervoerder vraagt bij de koerier waar een pakje is; dat is een andere API.
func Vervoerder(pakje string) (map[string]any, error) {
	resp, err := http.Get("https://track.koerier.example/v1/" + pakje)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var m map[string]any
	return m, json.NewDecoder(resp.Body).Decode(&m)
}
