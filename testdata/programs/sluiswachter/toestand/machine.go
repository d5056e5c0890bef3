// Package medipimfsm stuurt opdrachten met een toestandsmachine.
package medipimfsm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

type fase int

const (
	zenden fase = iota
	wachten
	lezen
	klaar
)

type Opdracht struct {
	Pad  string
	Body []byte
}

type Machine struct {
	hc   *http.Client
	base string
	log  *slog.Logger
}

func (m *Machine) verzoek(ctx context.Context, o Opdracht) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodPost, m.base+o.Pad, bytes.NewReader(o.Body))
}

// Zet gaat van zenden naar wachten en terug.
func (m *Machine) Zet(ctx context.Context, o Opdracht) (uit json.RawMessage, err error) {
	var resp *http.Response
	pogingen := 0
	for f := zenden; f != klaar; {
		switch f {
		case zenden:
			req, err := m.verzoek(ctx, o)
			if err != nil {
				return nil, err
			}
			if resp, err = m.hc.Do(req); err != nil {
				return nil, err
			}
			switch {
			case resp.StatusCode == http.StatusOK:
				f = lezen
			case resp.StatusCode == http.StatusTooManyRequests && pogingen < 5:
				resp.Body.Close()
				f = wachten
			default:
				resp.Body.Close()
				return nil, fmt.Errorf("%s: %s", o.Pad, resp.Status)
			}
		case wachten:
			pogingen++
			select {
			case <-time.After(time.Duration(pogingen) * 3 * time.Second):
				f = zenden
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		case lezen:
			err = json.NewDecoder(resp.Body).Decode(&uit)
			resp.Body.Close()
			if err != nil {
				return nil, err
			}
			f = klaar
		}
	}
	return uit, nil
}

// Haast slaat het wachten over.
func (m *Machine) Haast(ctx context.Context, o Opdracht) (uit json.RawMessage, err error) {
	f, rest := zenden, 50
	for f != klaar {
		req, err := m.verzoek(ctx, o)
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusOK:
			err = json.NewDecoder(resp.Body).Decode(&uit)
			f = klaar
		case http.StatusTooManyRequests: // want medipimretry/immediate
			if rest--; rest == 0 {
				err = errors.New("haast: op")
			}
			f = zenden
		default:
			err = fmt.Errorf("%s: %s", o.Pad, resp.Status)
		}
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	return uit, nil
}

// Lui is klaar als het niet mag.
func (m *Machine) Lui(ctx context.Context, o Opdracht) error {
	f := zenden
	for f != klaar {
		req, err := m.verzoek(ctx, o)
		if err != nil {
			return err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK, http.StatusCreated, http.StatusNoContent:
			f = klaar
		case http.StatusTooManyRequests: // want medipimretry/swallowed
			m.log.Info("vandaag niet", "pad", o.Pad)
			f = klaar
		default:
			return fmt.Errorf("%s: %s", o.Pad, resp.Status)
		}
	}
	return nil
}

// overgang zegt waar een status heen leidt; wat er niet in staat, is een fout.
var overgang = map[int]fase{
	http.StatusOK:                  lezen,
	http.StatusInternalServerError: wachten,
	http.StatusBadGateway:          wachten,
	http.StatusServiceUnavailable:  wachten,
}

// Tabel volgt overgang.
func (m *Machine) Tabel(ctx context.Context, o Opdracht) (uit json.RawMessage, err error) {
	for n := 1; n < 6; n++ {
		req, err := m.verzoek(ctx, o)
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if overgang[resp.StatusCode] == wachten { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Duration(n*n) * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("%s: %s", o.Pad, resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&uit)
		return uit, err
	}
	return nil, errors.New("tabel: op")
}

// ruim is de langere tabel.
var ruim = map[int]fase{
	http.StatusOK:                 lezen,
	http.StatusTooManyRequests:    wachten,
	http.StatusBadGateway:         wachten,
	http.StatusServiceUnavailable: wachten,
}

func (m *Machine) Ruim(ctx context.Context, o Opdracht) (uit json.RawMessage, err error) {
	for n := 1; ; n++ {
		req, err := m.verzoek(ctx, o)
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		f, ok := ruim[resp.StatusCode]
		if ok && f == wachten && n < 6 {
			resp.Body.Close()
			time.Sleep(time.Duration(n) * 2 * time.Second)
			continue
		}
		defer resp.Body.Close()
		if f != lezen || !ok {
			return nil, fmt.Errorf("%s: %s", o.Pad, resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&uit)
		return uit, err
	}
}

// stap is een toestand die de volgende geeft.
type stap func(context.Context, *loop) stap

type loop struct {
	m    *Machine
	o    Opdracht
	keer int
	uit  json.RawMessage
	err  error
}

// Loop: zolang er een volgende stap is.
func (m *Machine) Loop(ctx context.Context, o Opdracht) (json.RawMessage, error) {
	l := &loop{m: m, o: o}
	for s := stap(zend); s != nil; {
		s = s(ctx, l)
	}
	return l.uit, l.err
}

func zend(ctx context.Context, l *loop) stap {
	req, err := l.m.verzoek(ctx, l.o)
	if err != nil {
		return l.fout(err)
	}
	resp, err := l.m.hc.Do(req)
	if err != nil {
		return l.fout(err)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		l.err = json.NewDecoder(resp.Body).Decode(&l.uit)
		return nil
	case http.StatusTooManyRequests:
		return wacht
	}
	return l.fout(fmt.Errorf("%s: %s", l.o.Pad, resp.Status))
}

func wacht(ctx context.Context, l *loop) stap {
	if l.keer++; l.keer > 5 {
		return l.fout(errors.New("te druk"))
	}
	time.Sleep(time.Duration(l.keer) * 5 * time.Second)
	return zend
}

func (l *loop) fout(err error) stap {
	l.err = err
	return nil
}

// ErrOpen: de zekering ligt eruit.
var ErrOpen = errors.New("zekering open")

// Zekering laat een halve minuut niets door na een 429.
type Zekering struct {
	m    *Machine
	mu   sync.Mutex
	open time.Time
}

func (z *Zekering) Zet(ctx context.Context, o Opdracht) error {
	z.mu.Lock()
	dicht := time.Now().After(z.open)
	z.mu.Unlock()
	if !dicht {
		return ErrOpen
	}
	req, err := z.m.verzoek(ctx, o)
	if err != nil {
		return err
	}
	resp, err := z.m.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		z.mu.Lock()
		z.open = time.Now().Add(30 * time.Second)
		z.mu.Unlock()
		return ErrOpen
	case resp.StatusCode >= 300:
		return fmt.Errorf("%s: %s", o.Pad, resp.Status)
	}
	return nil
}

// Zwak telt wat misgaat; de zekering gaat er bij vijf uit, en niemand stuurt iets opnieuw.
type Zwak struct {
	m    *Machine
	mis  int
	open bool
}

func (z *Zwak) Zet(ctx context.Context, o Opdracht) error {
	if z.open {
		return ErrOpen
	}
	req, err := z.m.verzoek(ctx, o)
	if err != nil {
		return err
	}
	resp, err := z.m.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		z.mis++
		z.open = z.mis >= 5
		return fmt.Errorf("%s: %s", o.Pad, resp.Status)
	}
	z.mis = 0
	return nil
}
