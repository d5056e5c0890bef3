package vervoer

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"golang.org/x/time/rate"
)

// Lezer heeft de hele stapel.
type Lezer struct {
	hc   *http.Client
	base string
}

func NewLezer(base, id, geheim string) *Lezer {
	tel := new(Tellers)
	return &Lezer{base: base, hc: &http.Client{Transport: Stapel(http.DefaultTransport,
		func(next http.RoundTripper) http.RoundTripper { return &herhaal{next, 5, tijdelijk} },
		Temperen(rate.NewLimiter(rate.Every(600*time.Millisecond), 1)),
		tel.Laag,
		Aanmelden(id, geheim),
	)}}
}

func (l *Lezer) Merk(ctx context.Context, id string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, l.base+"/v4/brands/find?id="+id, nil)
	if err != nil {
		return "", err
	}
	resp, err := l.hc.Do(req)
	if err != nil {
		return "", err
	}
	return naam(resp)
}

func naam(resp *http.Response) (string, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("status %s", resp.Status)
	}
	var v struct {
		Name string `json:"name"`
	}
	err := json.NewDecoder(resp.Body).Decode(&v)
	return v.Name, err
}

// Kaal meldt aan en logt; herhalen doet er niets.
type Kaal struct {
	hc   *http.Client
	base string
}

func NewKaal(base, id, geheim string) *Kaal {
	return &Kaal{base: base, hc: &http.Client{
		Timeout: time.Minute,
		Transport: &logTransport{
			log:  slog.Default(),
			next: &basicTransport{next: http.DefaultTransport, id: id, geheim: geheim},
		},
	}}
}

func (k *Kaal) Categorie(ctx context.Context, id string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, k.base+"/v4/categories/find?id="+id, nil)
	if err != nil {
		return "", err
	}
	resp, err := k.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	return naam(resp)
}

// Nachtploeg herhaalt alleen wat stuk is.
type Nachtploeg struct {
	hc   *http.Client
	base string
}

func NewNachtploeg(base string) *Nachtploeg {
	rt := &herhaal{
		next: http.DefaultTransport,
		max:  10,
		nogmaals: func(resp *http.Response, err error) bool {
			return err != nil || resp.StatusCode > 499 // want medipimretry/incomplete
		},
	}
	return &Nachtploeg{hc: &http.Client{Transport: rt}, base: base}
}

func (n *Nachtploeg) Leverancier(ctx context.Context, id string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, n.base+"/v4/organizations/find?id="+id, nil)
	if err != nil {
		return "", err
	}
	resp, err := n.hc.Do(req)
	if err != nil {
		return "", err
	}
	return naam(resp)
}

// Schrijver stuurt bodies door snelHerhaal.
type Schrijver struct {
	hc   *http.Client
	base string
}

func NewSchrijver(base string) *Schrijver {
	return &Schrijver{&http.Client{Transport: snelHerhaal{http.DefaultTransport}}, base}
}

func (s *Schrijver) Zet(ctx context.Context, id string, velden map[string]string) error {
	b, err := json.Marshal(velden)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.base+"/v4/products/"+id, bytes.NewReader(b))
	if err != nil {
		return err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("zet %s: %s", id, resp.Status)
	}
	return nil
}

// Beleefd gaat door opVerzoek.
type Beleefd struct {
	hc   *http.Client
	base string
}

func NewBeleefd(base string) *Beleefd {
	return &Beleefd{hc: &http.Client{Transport: opVerzoek{next: http.DefaultTransport}}, base: base}
}

func (b *Beleefd) Label(ctx context.Context, id string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.base+"/v4/labels/find?id="+id, nil)
	if err != nil {
		return "", err
	}
	resp, err := b.hc.Do(req)
	if err != nil {
		return "", err
	}
	return naam(resp)
}

// Kort mag zonder kijken decoderen: alleenGoed laat niets anders door.
type Kort struct {
	hc   http.Client
	base string
}

func NewKort(base string) *Kort {
	k := &Kort{base: base}
	k.hc.Transport = alleenGoed{&herhaal{next: http.DefaultTransport, max: 4, nogmaals: tijdelijk}}
	return k
}

func (k *Kort) Media(ctx context.Context, id string) (uit []string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, k.base+"/v4/media/find?id="+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := k.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&uit)
	return uit, err
}
