// Package wachtrij verwerkt de berichten van de voorraadwachtrij.
package wachtrij

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

// Bericht komt van de makelaar en gaat terug met Ack of Nack.
type Bericht interface {
	Body() []byte
	Ack() error
	Nack(na time.Duration) error
}

// Uitkomst zegt wat er met een bericht moet gebeuren.
type Uitkomst int

const (
	Klaar Uitkomst = iota
	LaterOpnieuw
	Weg
)

// LimietFout is de fout van een vol uur.
type LimietFout struct {
	Pad string
	Na  time.Duration
}

func (l *LimietFout) Error() string { return l.Pad + ": limiet" }

func (l *LimietFout) Is(doel error) bool { return doel == ErrLimiet }

var ErrLimiet = errors.New("limiet bereikt")

// AntwoordFout draagt de status van een antwoord.
type AntwoordFout struct {
	Status int
	Tekst  string
}

func (a *AntwoordFout) Error() string { return fmt.Sprintf("%d %s", a.Status, a.Tekst) }

// Vol is het predicaat bij de fout van dit pakket.
func Vol(err error) bool {
	var a *AntwoordFout
	return errors.As(err, &a) && a.Status == http.StatusTooManyRequests
}

// MedipimConsument verwerkt.
type MedipimConsument struct {
	hc   *http.Client
	base string
	dood func(Bericht, error)
}

func (c *MedipimConsument) verzoek(ctx context.Context, pad string, b []byte) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodPost, c.base+pad, bytes.NewReader(b))
}

// Draai leest tot het kanaal dicht is.
func (c *MedipimConsument) Draai(ctx context.Context, in <-chan Bericht) error {
	for {
		select {
		case b, open := <-in:
			if !open {
				return nil
			}
			switch c.voorraad(ctx, b) {
			case Klaar:
				b.Ack()
			case LaterOpnieuw:
				b.Nack(30 * time.Second)
			case Weg:
				c.dood(b, nil)
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// voorraad heeft voor de limiet een eigen uitkomst.
func (c *MedipimConsument) voorraad(ctx context.Context, b Bericht) Uitkomst {
	req, err := c.verzoek(ctx, "/v4/stock", b.Body())
	if err != nil {
		return Weg
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return LaterOpnieuw
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNoContent:
		return Klaar
	case http.StatusTooManyRequests:
		return LaterOpnieuw
	default:
		log.Printf("voorraad: %s", resp.Status)
		return Weg
	}
}

// Bevestig is tevreden met een volle server: het bericht is weg.
func (c *MedipimConsument) Bevestig(ctx context.Context, b Bericht) error {
	req, err := c.verzoek(ctx, "/v4/confirm", b.Body())
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return b.Nack(time.Second)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		log.Print("bevestig: te druk, overgeslagen")
		return b.Ack()
	}
	if resp.StatusCode != http.StatusOK {
		return &AntwoordFout{resp.StatusCode, resp.Status}
	}
	return b.Ack()
}

// stuur geeft een LimietFout als het vol is.
func (c *MedipimConsument) stuur(ctx context.Context, pad string, in []byte) error {
	req, err := c.verzoek(ctx, pad, in)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusTooManyRequests:
		return &LimietFout{Pad: pad, Na: time.Minute}
	}
	t, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
	return &AntwoordFout{resp.StatusCode, string(t)}
}

// Prijs stopt de hele consument als het vol is.
func (c *MedipimConsument) Prijs(ctx context.Context, b Bericht) error {
	err := c.stuur(ctx, "/v4/prices", b.Body())
	if errors.Is(err, ErrLimiet) { // want medipimretry/fatal
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	if err != nil {
		c.dood(b, err)
		return err
	}
	return b.Ack()
}

// Naam wacht en stuurt opnieuw.
func (c *MedipimConsument) Naam(ctx context.Context, b Bericht) error {
	for n := 0; n < 5; n++ {
		err := c.stuur(ctx, "/v4/names", b.Body())
		var vol *LimietFout
		if errors.As(err, &vol) {
			time.Sleep(vol.Na)
			continue
		}
		if err != nil {
			return err
		}
		return b.Ack()
	}
	return ErrLimiet
}

// Label doet alsof er niets was.
func (c *MedipimConsument) Label(ctx context.Context, b Bericht) error {
	err := c.stuur(ctx, "/v4/labels", b.Body())
	switch {
	case errors.Is(err, ErrLimiet): // want medipimretry/swallowed
		return nil
	case err != nil:
		return err
	}
	return b.Ack()
}

// Foto: wie foto aanroept, kan Vol vragen.
func (c *MedipimConsument) Foto(ctx context.Context, b Bericht) error {
	for n := range 3 {
		err := c.foto(ctx, b.Body())
		if Vol(err) {
			time.Sleep(time.Duration(n+1) * 10 * time.Second)
			continue
		}
		return err
	}
	return ErrLimiet
}

func (c *MedipimConsument) foto(ctx context.Context, in []byte) error {
	req, err := c.verzoek(ctx, "/v4/photos", in)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return &AntwoordFout{Status: resp.StatusCode, Tekst: resp.Status}
	}
	return nil
}

// Keur: afgekeurd is geen fout van ons, de melder krijgt bericht.
func (c *MedipimConsument) Keur(ctx context.Context, b Bericht, meld func(string)) error {
	req, err := c.verzoek(ctx, "/v4/checks", b.Body())
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return b.Ack()
	}
	var f struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return fmt.Errorf("keur: %s: %w", resp.Status, err)
	}
	if f.Error.Code == "too_many_requests" {
		return &LimietFout{Pad: "/v4/checks"}
	}
	if f.Error.Code == "validation_failed" { // want medipimviolations/dropped
		meld("afgekeurd: " + f.Error.Message)
		return b.Ack()
	}
	return &AntwoordFout{resp.StatusCode, f.Error.Code}
}

// Archief legt alles wat niet goed is weg, ook wat zou overgaan.
func (c *MedipimConsument) Archief(ctx context.Context, b Bericht) error {
	req, err := c.verzoek(ctx, "/v4/archive", b.Body())
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return b.Nack(time.Minute)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		c.dood(b, errors.New("archief: "+resp.Status))
		return nil
	}
	return b.Ack()
}
