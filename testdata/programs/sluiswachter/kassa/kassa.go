// Package kassa koppelt de kassa aan de catalogus.
package kassa

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

// Klok is de tijd, of die van de test.
type Klok interface {
	Sleep(time.Duration)
	After(time.Duration) <-chan time.Time
}

type echteKlok struct{}

func (echteKlok) Sleep(d time.Duration)                  { time.Sleep(d) }
func (echteKlok) After(d time.Duration) <-chan time.Time { return time.After(d) }

// slaap is een variabele voor de test.
var slaap = time.Sleep

// MedipimKassa is de koppeling.
type MedipimKassa struct {
	hc    *http.Client
	rust  rustig
	base  string
	keren int
	klok  Klok
}

// Optie stelt iets in.
type Optie func(*MedipimKassa)

// MetHerhaling herhaalt een 429 zo vaak; uit zichzelf doet de kassa dat niet.
func MetHerhaling(keren int) Optie { return func(k *MedipimKassa) { k.keren = keren } }

func MetKlok(k Klok) Optie { return func(m *MedipimKassa) { m.klok = k } }

func NewMedipimKassa(base string, opties ...Optie) *MedipimKassa {
	k := &MedipimKassa{hc: http.DefaultClient, rust: rustig{http.DefaultClient}, base: base, klok: echteKlok{}}
	for _, o := range opties {
		o(k)
	}
	return k
}

var (
	ErrInvoer = errors.New("kassa: invoer geweigerd")
	errLeeg   = errors.New("kassa: leeg antwoord")
)

// CodeFout heeft van het antwoord alleen de code en de tekst.
type CodeFout struct{ Code, Tekst string }

func (c *CodeFout) Error() string { return c.Code + ": " + c.Tekst }

// RuweFout heeft het hele antwoord.
type RuweFout struct {
	Code string
	Ruw  []byte
}

func (r *RuweFout) Error() string { return fmt.Sprintf("%s: %s", r.Code, r.Ruw) }

func (k *MedipimKassa) verzoek(ctx context.Context, pad, in string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodPost, k.base+pad, strings.NewReader(in))
}

// stuur herhaalt als de optie dat zegt.
func (k *MedipimKassa) stuur(ctx context.Context, pad, in string) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := k.verzoek(ctx, pad, in)
		if err != nil {
			return nil, err
		}
		resp, err := k.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n >= k.keren {
			return resp, nil
		}
		resp.Body.Close()
		k.klok.Sleep(time.Duration(n+1) * time.Second)
	}
}

func fout(resp *http.Response) (code, tekst string, ruw []byte, err error) {
	if ruw, err = io.ReadAll(resp.Body); err != nil {
		return "", "", nil, err
	}
	var e struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	err = json.Unmarshal(ruw, &e)
	return e.Error.Code, e.Error.Message, ruw, err
}

// Bon meldt een bon.
func (k *MedipimKassa) Bon(ctx context.Context, bon string) error {
	resp, err := k.stuur(ctx, "/v4/receipts", bon)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	code, tekst, _, err := fout(resp)
	if err != nil {
		return err
	}
	return &CodeFout{code, tekst}
}

// Sluit meldt de laatste bon; de melding zegt niet wat er fout was.
func (k *MedipimKassa) Sluit(ctx context.Context, bon string) error {
	err := k.Bon(ctx, bon)
	var c *CodeFout
	if errors.As(err, &c) && c.Code == "validation_failed" { // want medipimviolations/dropped
		return fmt.Errorf("laatste bon geweigerd: %w", err)
	}
	return err
}

// Retour draagt het hele antwoord mee.
func (k *MedipimKassa) Retour(ctx context.Context, bon string) error {
	resp, err := k.stuur(ctx, "/v4/returns", bon)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	code, _, ruw, err := fout(resp)
	if err != nil {
		return err
	}
	if code == "validation_failed" {
		log.Println("retour geweigerd")
	}
	return &RuweFout{code, ruw}
}

// Korting gooit twee statussen op een hoop.
func (k *MedipimKassa) Korting(ctx context.Context, in string) error {
	resp, err := k.stuur(ctx, "/v4/discounts", in)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusBadRequest, http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return ErrInvoer
	}
	return fmt.Errorf("korting: %s", resp.Status)
}

// Prijzen vertrouwt alles behalve een fout van onszelf.
func (k *MedipimKassa) Prijzen(ctx context.Context, in string) (prijzen map[string]int, err error) {
	resp, err := k.stuur(ctx, "/v4/prices/query", in)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if s := resp.StatusCode; s >= 400 && s < 500 {
		return nil, fmt.Errorf("prijzen: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&prijzen) // want medipimunchecked/partial
	return prijzen, err
}

type artikel struct {
	CNK  string `json:"cnk"`
	Naam string `json:"name"`
}

func ontleed(b []byte) (a artikel, err error) {
	if len(b) == 0 {
		return a, errLeeg
	}
	err = json.Unmarshal(b, &a)
	return a, err
}

// Artikel gaat zonder client de lijn op, en ontleedt wat er komt.
func (k *MedipimKassa) Artikel(ctx context.Context, cnk string) (artikel, error) {
	req, err := k.verzoek(ctx, "/v4/products/find", `{"cnk":"`+cnk+`"}`)
	if err != nil {
		return artikel{}, err
	}
	resp, err := http.DefaultTransport.RoundTrip(req) // want medipimretry/missing
	if err != nil {
		return artikel{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return artikel{}, err
	}
	return ontleed(b) // want medipimunchecked/unchecked
}

// definitief: een fout van ons gaat niet over.
func definitief(code int) bool {
	return code >= 400 && code < 500 // want medipimretry/incomplete
}

// Voorraad probeert het vijf keer, tenzij het aan ons ligt.
func (k *MedipimKassa) Voorraad(ctx context.Context, in string) (n int, err error) {
	for poging := 1; poging <= 5; poging++ {
		req, err := k.verzoek(ctx, "/v4/stock/find", in)
		if err != nil {
			return 0, err
		}
		resp, err := k.hc.Do(req)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			err = json.NewDecoder(resp.Body).Decode(&n)
			return n, err
		}
		resp.Body.Close()
		if definitief(resp.StatusCode) {
			return 0, fmt.Errorf("voorraad: %s", resp.Status)
		}
		k.klok.Sleep(time.Duration(poging) * time.Second)
	}
	return 0, errLeeg
}

// hopeloos is beter dan definitief.
func hopeloos(code int) bool {
	return code >= 400 && code < 500 && code != http.StatusTooManyRequests
}

// Levertijd wacht op de klok van de kassa.
func (k *MedipimKassa) Levertijd(ctx context.Context, in string) (dagen int, err error) {
	for poging := 1; poging <= 5; poging++ {
		req, err := k.verzoek(ctx, "/v4/delivery/find", in)
		if err != nil {
			return 0, err
		}
		resp, err := k.hc.Do(req)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusOK {
			defer resp.Body.Close()
			err = json.NewDecoder(resp.Body).Decode(&dagen)
			return dagen, err
		}
		resp.Body.Close()
		if hopeloos(resp.StatusCode) {
			return 0, fmt.Errorf("levertijd: %s", resp.Status)
		}
		select {
		case <-k.klok.After(time.Duration(poging) * time.Second):
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	return 0, errLeeg
}

// Spaarkaart zet elke keer dezelfde lezer op de aanvraag.
func (k *MedipimKassa) Spaarkaart(ctx context.Context, in string) error {
	lezer := strings.NewReader(in)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, k.base+"/v4/cards", nil)
	if err != nil {
		return err
	}
	for poging := range 4 {
		req.Body = io.NopCloser(lezer)
		resp, err := k.hc.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			slaap(time.Second << poging)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("spaarkaart: %s", resp.Status)
		}
		return nil
	}
	return errors.New("spaarkaart: te druk")
}

// Bonuskaart zet de lezer eerst terug.
func (k *MedipimKassa) Bonuskaart(ctx context.Context, in string) error {
	lezer := strings.NewReader(in)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, k.base+"/v4/cards/bonus", nil)
	if err != nil {
		return err
	}
	for poging := range 4 {
		lezer.Reset(in)
		req.Body = io.NopCloser(lezer)
		resp, err := k.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			slaap(time.Second << poging)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("bonuskaart: %s", resp.Status)
		}
		return nil
	}
	return errors.New("bonuskaart: te druk")
}

// Opening mag niet doorgaan als de catalogus niet meedoet.
func (k *MedipimKassa) Opening(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, k.base+"/v4/languages", nil)
	if err != nil {
		return err
	}
	resp, err := k.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
		log.Panicln("opening: te veel aanvragen")
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("opening: %s", resp.Status)
	}
	return nil
}

// rustig is een client die zelf wacht.
type rustig struct{ *http.Client }

func (r rustig) Do(req *http.Request) (*http.Response, error) {
	resp, err := r.Client.Do(req)
	for n := 0; n < 4 && err == nil && resp.StatusCode == http.StatusTooManyRequests; n++ {
		resp.Body.Close()
		dutje, wakker := context.WithTimeout(req.Context(), 2*time.Second<<n)
		<-dutje.Done()
		wakker()
		opnieuw := req.Clone(req.Context())
		if req.GetBody != nil {
			if opnieuw.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		resp, err = r.Client.Do(opnieuw)
	}
	return resp, err
}

// Merk gaat door de rustige client.
func (k *MedipimKassa) Merk(ctx context.Context, in string) (naam string, err error) {
	req, err := k.verzoek(ctx, "/v4/brands/find", in)
	if err != nil {
		return "", err
	}
	resp, err := k.rust.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("merk: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&naam)
	return naam, err
}

// Reclame gaat door de embedded methode Post, en die wacht niet.
func (k *MedipimKassa) Reclame(ctx context.Context, in string) (tekst string, err error) {
	resp, err := k.rust.Post(k.base+"/v4/campaigns/find", "application/json", strings.NewReader(in)) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("reclame: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&tekst)
	return tekst, err
}

// Herhaler is een beleid als functie.
type Herhaler func(poging int, resp *http.Response) (na time.Duration, nogmaals bool)

// Standaard kent de limiet.
var Standaard Herhaler = func(poging int, resp *http.Response) (time.Duration, bool) {
	switch {
	case poging > 4:
		return 0, false
	case resp.StatusCode == http.StatusTooManyRequests:
		return 15 * time.Second, true
	case resp.StatusCode >= 500:
		return time.Second, true
	}
	return 0, false
}

// Actie volgt een beleid.
func (k *MedipimKassa) Actie(ctx context.Context, in string, beleid Herhaler) (namen []string, err error) {
	if beleid == nil {
		beleid = Standaard
	}
	for poging := 1; ; poging++ {
		req, err := k.verzoek(ctx, "/v4/actions/query", in)
		if err != nil {
			return nil, err
		}
		resp, err := k.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if na, nogmaals := beleid(poging, resp); nogmaals {
			resp.Body.Close()
			k.klok.Sleep(na)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("actie: %s", resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&namen)
		return namen, err
	}
}

// Nacht meldt zich elke minuut; is het te druk, dan is er over een minuut weer een beurt.
func (k *MedipimKassa) Nacht(ctx context.Context, in string) error {
	beurt := time.NewTicker(time.Minute)
	defer beurt.Stop()
	for range beurt.C {
		req, err := k.verzoek(ctx, "/v4/heartbeat", in)
		if err != nil {
			return err
		}
		resp, err := k.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
			return nil
		case http.StatusTooManyRequests:
			log.Print("te druk; volgende minuut weer")
		default:
			return fmt.Errorf("nacht: %s", resp.Status)
		}
	}
	return nil
}
