//medipimlint:client

// Package termijn vraagt dingen op die op tijd binnen moeten zijn.
package termijn

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

var (
	ErrGeenTijd = errors.New("de termijn is te kort om te wachten")
	errTraag    = errors.New("een poging duurde te lang")
)

type Klant struct {
	HTTP  *http.Client
	Basis string
}

type fout struct {
	pad    string
	status int
}

func (f fout) Error() string { return fmt.Sprintf("%s: status %d", f.pad, f.status) }

func (k *Klant) post(ctx context.Context, pad string, in []byte) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodPost, k.Basis+pad, bytes.NewReader(in))
}

// na is nul als het antwoord er niets over zegt.
func na(resp *http.Response) time.Duration {
	s, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		return 0
	}
	return time.Duration(s) * time.Second
}

func lees(resp *http.Response, pad string, uit any) error {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fout{pad, resp.StatusCode}
	}
	return json.NewDecoder(resp.Body).Decode(uit)
}

func slaap(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}

// Prijs kijkt wel of er nog tijd is, maar wacht niet.
func (k *Klant) Prijs(ctx context.Context, in []byte) (cent int, err error) {
	for {
		req, err := k.post(ctx, "/v4/prices/find", in)
		if err != nil {
			return 0, err
		}
		resp, err := k.HTTP.Do(req)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			select {
			case <-ctx.Done():
				return 0, ctx.Err()
			default:
			}
			continue
		}
		err = lees(resp, "prijs", &cent)
		return cent, err
	}
}

// Naam wacht zolang na zegt.
func (k *Klant) Naam(ctx context.Context, in []byte) (naam string, err error) {
	for n := 0; n < 8; n++ {
		req, err := k.post(ctx, "/v4/names/find", in)
		if err != nil {
			return "", err
		}
		resp, err := k.HTTP.Do(req)
		if err != nil {
			return "", err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want medipimretry/immediate
			err = lees(resp, "naam", &naam)
			return naam, err
		}
		resp.Body.Close()
		select {
		case <-time.After(na(resp)):
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	return "", fout{"naam", 429}
}

// Merk heeft een ondergrens.
func (k *Klant) Merk(ctx context.Context, in []byte) (naam string, err error) {
	for n := 0; n < 8; n++ {
		req, err := k.post(ctx, "/v4/brands/find", in)
		if err != nil {
			return "", err
		}
		resp, err := k.HTTP.Do(req)
		if err != nil {
			return "", err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			err = lees(resp, "merk", &naam)
			return naam, err
		}
		resp.Body.Close()
		if err := slaap(ctx, cmp.Or(na(resp), 2*time.Second<<n)); err != nil {
			return "", err
		}
	}
	return "", fout{"merk", 429}
}

// Label ook, met max.
func (k *Klant) Label(ctx context.Context, in []byte) (naam string, err error) {
	req, err := k.post(ctx, "/v4/labels/find", in)
	if err != nil {
		return "", err
	}
	resp, err := k.HTTP.Do(req)
	for n := 0; err == nil && resp.StatusCode == http.StatusTooManyRequests && n < 4; n++ {
		resp.Body.Close()
		if err := slaap(ctx, max(na(resp), time.Second)); err != nil {
			return "", err
		}
		if req.Body, err = req.GetBody(); err != nil {
			return "", err
		}
		resp, err = k.HTTP.Do(req)
	}
	if err != nil {
		return "", err
	}
	err = lees(resp, "label", &naam)
	return naam, err
}

// Foto doet hetzelfde bij 503, en alleen daar.
func (k *Klant) Foto(ctx context.Context, id string) (url string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, k.Basis+"/v4/media/find?id="+id, nil)
	if err != nil {
		return "", err
	}
	resp, err := k.HTTP.Do(req)
	if err != nil {
		return "", err
	}
	for n := 0; n < 4 && resp.StatusCode == http.StatusServiceUnavailable; n++ { // want medipimretry/incomplete
		resp.Body.Close()
		if err := slaap(ctx, max(na(resp), time.Second)); err != nil {
			return "", err
		}
		if resp, err = k.HTTP.Do(req); err != nil {
			return "", err
		}
	}
	err = lees(resp, "foto", &url)
	return url, err
}

// Bijsluiter wacht op een datum, als die er is.
func (k *Klant) Bijsluiter(ctx context.Context, in []byte) (tekst string, err error) {
	for {
		req, err := k.post(ctx, "/v4/leaflets/find", in)
		if err != nil {
			return "", err
		}
		resp, err := k.HTTP.Do(req)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if tot, err := http.ParseTime(resp.Header.Get("Retry-After")); err == nil { // want medipimretry/header
				resp.Body.Close()
				if err := slaap(ctx, time.Until(tot)+time.Second); err != nil {
					return "", err
				}
				continue
			}
		}
		err = lees(resp, "bijsluiter", &tekst)
		return tekst, err
	}
}

// Samenstelling heeft het in een voorwaarde.
func (k *Klant) Samenstelling(ctx context.Context, in []byte) (stoffen []string, err error) {
	for n := 0; ; n++ {
		req, err := k.post(ctx, "/v4/ingredients/query", in)
		if err != nil {
			return nil, err
		}
		resp, err := k.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		wanneer := resp.Header["Retry-After"]
		if n < 3 && resp.StatusCode == http.StatusTooManyRequests && len(wanneer) > 0 { // want medipimretry/header
			resp.Body.Close()
			s, _ := strconv.Atoi(wanneer[0])
			if err := slaap(ctx, time.Duration(s+1)*time.Second); err != nil {
				return nil, err
			}
			continue
		}
		err = lees(resp, "samenstelling", &stoffen)
		return stoffen, err
	}
}

// Indicaties wacht anders op eigen gezag.
func (k *Klant) Indicaties(ctx context.Context, in []byte) (lijst []string, err error) {
	for n := 0; ; n++ {
		req, err := k.post(ctx, "/v4/indications/query", in)
		if err != nil {
			return nil, err
		}
		resp, err := k.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		if n < 3 && resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			d := 5 * time.Second
			if s := resp.Header.Get("Retry-After"); s != "" {
				if sec, err := strconv.Atoi(s); err == nil && sec > 0 {
					d = time.Duration(sec) * time.Second
				}
			}
			if err := slaap(ctx, d); err != nil {
				return nil, err
			}
			continue
		}
		err = lees(resp, "indicaties", &lijst)
		return lijst, err
	}
}

// Verpakking: zonder opgave van de server is het een eigen fout.
func (k *Klant) Verpakking(ctx context.Context, in []byte) (s string, err error) {
	for {
		req, err := k.post(ctx, "/v4/packs/find", in)
		if err != nil {
			return "", err
		}
		resp, err := k.HTTP.Do(req)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			if resp.Header.Get("Retry-After") == "" {
				return "", fmt.Errorf("verpakking: %w", ErrGeenTijd)
			}
			if err := slaap(ctx, max(na(resp), time.Second)); err != nil {
				return "", err
			}
			continue
		}
		err = lees(resp, "verpakking", &s)
		return s, err
	}
}

// Zoek geeft elke poging haar eigen termijn.
func (k *Klant) Zoek(ctx context.Context, in []byte) (ids []string, err error) {
	req, err := k.post(ctx, "/v4/products/query", in)
	if err != nil {
		return nil, err
	}
	for n := range 4 {
		ids, err = func() ([]string, error) {
			deel, stop := context.WithTimeoutCause(ctx, 5*time.Second, errTraag)
			defer stop()
			resp, err := k.HTTP.Do(req.Clone(deel)) // want medipimretry/unrewound
			if err != nil {
				return nil, err
			}
			var ids []string
			err = lees(resp, "zoek", &ids)
			return ids, err
		}()
		var f fout
		if !errors.As(err, &f) || f.status != http.StatusTooManyRequests {
			return ids, err
		}
		if err := slaap(ctx, time.Second<<n); err != nil {
			return nil, err
		}
	}
	return nil, err
}

// ZoekMedia doet dat met een verse body.
func (k *Klant) ZoekMedia(ctx context.Context, in []byte) (ids []string, err error) {
	req, err := k.post(ctx, "/v4/media/query", in)
	if err != nil {
		return nil, err
	}
	for n := range 4 {
		deel, stop := context.WithTimeoutCause(ctx, 5*time.Second, errTraag)
		poging := req.Clone(deel)
		poging.Body = io.NopCloser(bytes.NewReader(in))
		resp, err := k.HTTP.Do(poging)
		if err != nil {
			stop()
			return nil, err
		}
		err = lees(resp, "media", &ids)
		stop()
		var f fout
		if !errors.As(err, &f) || f.status != http.StatusTooManyRequests {
			return ids, err
		}
		if err := slaap(ctx, time.Second<<n); err != nil {
			return nil, err
		}
	}
	return nil, ErrGeenTijd
}

// Stuur roept zichzelf aan met dezelfde aanvraag.
func (k *Klant) Stuur(ctx context.Context, in []byte) error {
	req, err := k.post(ctx, "/v4/notes", in)
	if err != nil {
		return err
	}
	return k.stuur(req, time.Second)
}

func (k *Klant) stuur(req *http.Request, wacht time.Duration) error {
	resp, err := k.HTTP.Do(req) // want medipimretry/unrewound
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests && wacht < time.Minute {
		if err := slaap(req.Context(), wacht); err != nil {
			return err
		}
		return k.stuur(req, 2*wacht)
	}
	if resp.StatusCode >= 400 {
		return fout{req.URL.Path, resp.StatusCode}
	}
	return nil
}

// Vink roept zichzelf aan met de bytes.
func (k *Klant) Vink(ctx context.Context, in []byte, wacht time.Duration) error {
	req, err := k.post(ctx, "/v4/checks", in)
	if err != nil {
		return err
	}
	resp, err := k.HTTP.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated:
		return nil
	case http.StatusTooManyRequests:
		if einde, ok := ctx.Deadline(); ok && time.Until(einde) < wacht {
			return ErrGeenTijd
		}
		if err := slaap(ctx, wacht); err != nil {
			return err
		}
		return k.Vink(ctx, in, wacht+5*time.Second)
	}
	return fout{"vink", resp.StatusCode}
}

// Tel geeft het tien seconden, en een kans.
func (k *Klant) Tel(ctx context.Context) (n int, err error) {
	ctx, stop := context.WithDeadlineCause(ctx, time.Now().Add(10*time.Second), errTraag)
	defer stop()
	req, err := k.post(ctx, "/v4/products/count", []byte("{}"))
	if err != nil {
		return 0, err
	}
	resp, err := k.HTTP.Do(req) // want medipimretry/missing
	if err != nil {
		return 0, errors.Join(err, context.Cause(ctx))
	}
	err = lees(resp, "tel", &n)
	return n, err
}

// Wacht volgt een taak: 202 is nog niet klaar.
func (k *Klant) Wacht(ctx context.Context, taak string) (uit json.RawMessage, err error) {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, k.Basis+"/v4/tasks/"+taak, nil)
		if err != nil {
			return nil, err
		}
		resp, err := k.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusAccepted || resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			if err := slaap(ctx, 3*time.Second); err != nil {
				return nil, err
			}
			continue
		}
		err = lees(resp, "taak", &uit)
		return uit, err
	}
}

// Talen herhaalt wat moet en vertrouwt de rest.
func (k *Klant) Talen(ctx context.Context) (talen []string, err error) {
	for d := time.Second; ; d *= 2 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, k.Basis+"/v4/languages", nil)
		if err != nil {
			return nil, err
		}
		resp, err := k.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			if err := slaap(ctx, d); err != nil {
				return nil, err
			}
			continue
		}
		defer resp.Body.Close()
		err = json.NewDecoder(resp.Body).Decode(&talen) // want medipimunchecked/partial
		return talen, err
	}
}
