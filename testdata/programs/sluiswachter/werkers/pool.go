// Package werkers haalt veel producten tegelijk op.
package werkers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"
)

var (
	ErrGeremd = errors.New("geremd door de server")
	errStatus = errors.New("onverwachte status")
)

// MedipimPool deelt een limiet over zijn werkers.
type MedipimPool struct {
	base    string
	hc      *http.Client
	limiet  *rate.Limiter
	plaats  *semaphore.Weighted
	een     singleflight.Group
	poort   poort
	gemist  atomic.Int64
	werkers int
}

func NewMedipimPool(base string, werkers int) *MedipimPool {
	return &MedipimPool{
		base:    base,
		hc:      http.DefaultClient,
		limiet:  rate.NewLimiter(rate.Every(600*time.Millisecond), 1),
		plaats:  semaphore.NewWeighted(int64(werkers)),
		werkers: werkers,
	}
}

type Product struct {
	ID   string `json:"id"`
	Naam string `json:"name"`
}

// Antwoord is wat een werker over een id te zeggen heeft.
type Antwoord struct {
	ID      string
	Product *Product
	Err     error
}

// poort is dicht tot een tijdstip; wie erdoor wil, wacht.
type poort struct {
	mu  sync.Mutex
	tot time.Time
}

func (p *poort) sluit(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t := time.Now().Add(d); t.After(p.tot) {
		p.tot = t
	}
}

func (p *poort) wacht(ctx context.Context) error {
	p.mu.Lock()
	d := time.Until(p.tot)
	p.mu.Unlock()
	if d <= 0 {
		return ctx.Err()
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *MedipimPool) find(ctx context.Context, id string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodGet, p.base+"/v4/products/find?id="+url.QueryEscape(id), nil)
}

func decodeer(resp *http.Response) (*Product, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %d", errStatus, resp.StatusCode)
	}
	p := new(Product)
	return p, json.NewDecoder(resp.Body).Decode(p)
}

// Alles: de limiter houdt ons meestal onder de honderd, en dat is alles.
func (p *MedipimPool) Alles(ctx context.Context, ids []string) ([]*Product, error) {
	uit := make([]*Product, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(p.werkers)
	for i, id := range ids {
		g.Go(func() error {
			if err := p.limiet.Wait(ctx); err != nil {
				return err
			}
			req, err := p.find(ctx, id)
			if err != nil {
				return err
			}
			resp, err := p.hc.Do(req) // want medipimretry/missing
			if err != nil {
				return err
			}
			uit[i], err = decodeer(resp)
			return err
		})
	}
	return uit, g.Wait()
}

// Samen sluit de poort voor iedereen zodra een werker geremd wordt.
func (p *MedipimPool) Samen(ctx context.Context, ids []string) ([]*Product, error) {
	uit := make([]*Product, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(p.werkers)
	for i, id := range ids {
		g.Go(func() error {
			for range 10 {
				if err := p.poort.wacht(ctx); err != nil {
					return err
				}
				req, err := p.find(ctx, id)
				if err != nil {
					return err
				}
				resp, err := p.hc.Do(req)
				if err != nil {
					return err
				}
				if resp.StatusCode == http.StatusTooManyRequests {
					resp.Body.Close()
					p.poort.sluit(15 * time.Second)
					continue
				}
				uit[i], err = decodeer(resp)
				return err
			}
			return fmt.Errorf("%s: %w", id, ErrGeremd)
		})
	}
	return uit, g.Wait()
}

// Vlug telt wat hij liet liggen.
func (p *MedipimPool) Vlug(ctx context.Context, ids <-chan string, naar chan<- *Product) error {
	g, ctx := errgroup.WithContext(ctx)
	for range p.werkers {
		g.Go(func() error {
			for id := range ids {
				if err := p.vlug1(ctx, id, naar); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

func (p *MedipimPool) vlug1(ctx context.Context, id string, naar chan<- *Product) error {
	if err := p.plaats.Acquire(ctx, 1); err != nil {
		return err
	}
	defer p.plaats.Release(1)
	req, err := p.find(ctx, id)
	if err != nil {
		return err
	}
	resp, err := p.hc.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		resp.Body.Close()
		p.gemist.Add(1)
		return nil
	}
	prod, err := decodeer(resp)
	if err != nil {
		return err
	}
	naar <- prod
	return nil
}

// Stroom zegt per id wat eraan scheelt; ErrGeremd is voor de lezer van het kanaal.
func (p *MedipimPool) Stroom(ctx context.Context, ids []string) <-chan Antwoord {
	uit := make(chan Antwoord)
	go func() {
		defer close(uit)
		for _, id := range ids {
			a := Antwoord{ID: id}
			a.Product, a.Err = p.een1(ctx, id)
			select {
			case uit <- a:
			case <-ctx.Done():
				return
			}
		}
	}()
	return uit
}

func (p *MedipimPool) een1(ctx context.Context, id string) (*Product, error) {
	req, err := p.find(ctx, id)
	if err != nil {
		return nil, err
	}
	resp, err := p.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, fmt.Errorf("product %s: %w", id, ErrGeremd)
	}
	return decodeer(resp)
}

// Gedeeld: wie tegelijk hetzelfde vraagt, krijgt hetzelfde antwoord. Do van singleflight herhaalt niets.
func (p *MedipimPool) Gedeeld(ctx context.Context, id string) (*Product, error) {
	v, err, _ := p.een.Do(id, func() (any, error) {
		req, err := p.find(ctx, id)
		if err != nil {
			return nil, err
		}
		resp, err := p.hc.Do(req) // want medipimretry/missing
		if err != nil {
			return nil, err
		}
		return decodeer(resp)
	})
	if err != nil {
		return nil, err
	}
	return v.(*Product), nil
}

// GedeeldGeduldig doet dat ook, en wacht binnenin.
func (p *MedipimPool) GedeeldGeduldig(ctx context.Context, id string) (*Product, error) {
	v, err, _ := p.een.Do("g/"+id, func() (any, error) {
		for _, pauze := range []time.Duration{time.Second, 5 * time.Second, 30 * time.Second, 0} {
			prod, err := p.een1(ctx, id)
			if !errors.Is(err, ErrGeremd) || pauze == 0 {
				return prod, err
			}
			time.Sleep(pauze)
		}
		return nil, ErrGeremd
	})
	if err != nil {
		return nil, err
	}
	return v.(*Product), nil
}

var gateway = []int{http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}

// Nacht draait om drie uur, dan is alleen de gateway soms weg.
func (p *MedipimPool) Nacht(ctx context.Context, ids []string) error {
	var g errgroup.Group
	for deel := range slices.Chunk(ids, 50) {
		g.Go(func() error {
			for _, id := range deel {
				if _, err := p.nacht1(ctx, id); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

func (p *MedipimPool) nacht1(ctx context.Context, id string) (*Product, error) {
	for n := 1; ; n++ {
		req, err := p.find(ctx, id)
		if err != nil {
			return nil, err
		}
		resp, err := p.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if n < 5 && slices.Contains(gateway, resp.StatusCode) { // want medipimretry/incomplete
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			time.Sleep(time.Duration(n) * 3 * time.Second)
			continue
		}
		return decodeer(resp)
	}
}

// Zuinig verlaagt de limiet zelf en wacht op de volgende beurt.
func (p *MedipimPool) Zuinig(ctx context.Context, id string) (*Product, error) {
	pauze := time.NewTicker(10 * time.Second)
	defer pauze.Stop()
	for {
		req, err := p.find(ctx, id)
		if err != nil {
			return nil, err
		}
		resp, err := p.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return decodeer(resp)
		}
		resp.Body.Close()
		p.limiet.SetLimit(p.limiet.Limit() * 0.8)
		select {
		case <-pauze.C:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
