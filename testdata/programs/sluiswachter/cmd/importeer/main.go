// Command importeer haalt de catalogus op en zet hem als JSON in een map.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

const basis = "https://api.medipim.be/v4"

var errDruk = errors.New("te druk, ook na vijf pogingen")

type importer struct {
	hc      *http.Client
	uit     string
	sleutel string
	geheim  string
}

type bladzij struct {
	Results []json.RawMessage `json:"results"`
	Meta    struct {
		Total int `json:"total"`
	} `json:"meta"`
}

func main() {
	uit := flag.String("uit", "catalogus", "map")
	flag.Parse()
	im := &importer{hc: &http.Client{Timeout: time.Minute}, uit: *uit, sleutel: os.Getenv("SLEUTEL"), geheim: os.Getenv("GEHEIM")}
	ctx := context.Background()
	if err := im.controleer(ctx); err != nil {
		log.Fatal(err)
	}
	n := 0
	for {
		b, err := im.producten(ctx, n)
		if errors.Is(err, errDruk) {
			// Na de pogingen in producten is er niets meer te doen.
			log.Fatalf("bladzij %d: %v", n, err)
		}
		if err != nil {
			log.Fatal(err)
		}
		if len(b.Results) == 0 {
			break
		}
		if err := im.bewaar(fmt.Sprintf("producten-%04d.json", n), b.Results); err != nil {
			log.Fatal(err)
		}
		n++
	}
	media, err := im.media(ctx)
	if err != nil {
		log.Fatal(err)
	}
	merken, err := im.merken(ctx)
	if err != nil {
		log.Fatal(err)
	}
	for naam, lijst := range map[string][]json.RawMessage{"media.json": media, "merken.json": merken} {
		if err := im.bewaar(naam, lijst); err != nil {
			log.Fatal(err)
		}
	}
	nieuw, _ := nieuweVersie(ctx)
	log.Println("klaar; nieuwste versie van dit programma:", nieuw)
}

func (im *importer) aanvraag(ctx context.Context, pad string, in any) (*http.Request, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, basis+pad, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(im.sleutel, im.geheim)
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

// controleer ziet na of de sleutel werkt, voor het lange werk begint.
func (im *importer) controleer(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, basis+"/products/find?id=M1", nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth(im.sleutel, im.geheim)
	resp, err := im.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNotFound:
		return nil
	case http.StatusUnauthorized, http.StatusForbidden:
		log.Fatal("de sleutel wordt geweigerd")
	case http.StatusTooManyRequests: // want medipimretry/fatal
		log.Fatal("te veel aanvragen; wacht een minuut en begin opnieuw")
	}
	return fmt.Errorf("controle: %s", resp.Status)
}

// producten probeert vijf keer; daarna is het errDruk.
func (im *importer) producten(ctx context.Context, n int) (*bladzij, error) {
	wacht := 2 * time.Second
	for poging := 0; poging < 5; poging++ {
		req, err := im.aanvraag(ctx, "/products/query", map[string]any{"page": map[string]int{"no": n, "size": 250}})
		if err != nil {
			return nil, err
		}
		resp, err := im.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			log.Printf("bladzij %d: even wachten (%s)", n, wacht)
			time.Sleep(wacht)
			wacht *= 2
			continue
		}
		return lees(resp)
	}
	return nil, errDruk
}

// lees sluit de body.
func lees(resp *http.Response) (*bladzij, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		b, _ := io.ReadAll(io.LimitReader(resp.Body, 2048))
		return nil, fmt.Errorf("%s: %s", resp.Status, b)
	}
	var b bladzij
	if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
		return nil, err
	}
	return &b, nil
}

// media bladert zonder meer: de lus is geen herhaling.
func (im *importer) media(ctx context.Context) (alles []json.RawMessage, err error) {
	for n := 0; ; n++ {
		req, err := im.aanvraag(ctx, "/media/query", map[string]any{"page": map[string]int{"no": n}})
		if err != nil {
			return nil, err
		}
		resp, err := im.hc.Do(req) // want medipimretry/missing
		if err != nil {
			return nil, err
		}
		b, err := lees(resp)
		if err != nil {
			return nil, fmt.Errorf("media %d: %w", n, err)
		}
		if len(b.Results) == 0 {
			return alles, nil
		}
		alles = append(alles, b.Results...)
		time.Sleep(600 * time.Millisecond) // beleefd
	}
}

func (im *importer) merken(ctx context.Context) ([]json.RawMessage, error) {
	var alles []json.RawMessage
lus:
	for n := 0; n < 100; n++ {
		req, err := im.aanvraag(ctx, "/brands/query", map[string]any{"page": map[string]int{"no": n}})
		if err != nil {
			return nil, err
		}
		resp, err := im.hc.Do(req)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusOK:
		case http.StatusTooManyRequests: // want medipimretry/swallowed
			resp.Body.Close()
			log.Print("merken: limiet bereikt, we doen het met wat we hebben")
			break lus
		default:
			resp.Body.Close()
			return nil, fmt.Errorf("merken: %s", resp.Status)
		}
		b, err := lees(resp)
		if err != nil {
			return nil, err
		}
		if len(b.Results) == 0 {
			break
		}
		alles = append(alles, b.Results...)
	}
	return alles, nil
}

// stop eindigt het programma met een code voor cron.
func stop(code int, format string, a ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", a...)
	os.Exit(code)
}

// product is voor -id: een enkel product naar de uitvoer.
func (im *importer) product(ctx context.Context, id string) {
	req, err := im.aanvraag(ctx, "/products/query", map[string]any{"filter": map[string]string{"id": id}})
	if err != nil {
		stop(1, "%v", err)
	}
	resp, err := im.hc.Do(req)
	if err != nil {
		stop(1, "%v", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 { // want medipimretry/fatal
		stop(75, "limiet bereikt")
	} else if resp.StatusCode != 200 {
		stop(1, "product %s: %s", id, resp.Status)
	}
	if _, err := io.Copy(os.Stdout, resp.Body); err != nil {
		stop(1, "%v", err)
	}
}

// organisaties: drie pogingen als de server hapert.
func (im *importer) organisaties(ctx context.Context) (*bladzij, error) {
	for poging := 1; ; poging++ {
		req, err := im.aanvraag(ctx, "/organizations/query", struct{}{})
		if err != nil {
			return nil, err
		}
		resp, err := im.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 && poging < 3 { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Duration(poging) * time.Second)
			continue
		}
		return lees(resp)
	}
}

// labels schrijft naar een netwerkschijf, die soms hapert; dat wordt herhaald, de aanvraag niet.
func (im *importer) labels(ctx context.Context) error {
	req, err := im.aanvraag(ctx, "/labels/query", struct{}{})
	if err != nil {
		return err
	}
	resp, err := im.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	b, err := lees(resp)
	if err != nil {
		return err
	}
	for poging := range 3 {
		if err = im.bewaar("labels.json", b.Results); err == nil {
			return nil
		}
		log.Printf("poging %d: %v", poging, err)
		time.Sleep(time.Second)
	}
	return err
}

// categorieen wacht ook bij storing, met alles in een voorwaarde.
func (im *importer) categorieen(ctx context.Context) (*bladzij, error) {
	var resp *http.Response
	for poging := 1; poging <= 4; poging++ {
		req, err := im.aanvraag(ctx, "/categories/query", struct{}{})
		if err != nil {
			return nil, err
		}
		if resp, err = im.hc.Do(req); err != nil {
			return nil, err
		}
		if s := resp.StatusCode; s < 500 && s != http.StatusTooManyRequests || poging == 4 {
			break
		}
		resp.Body.Close()
		time.Sleep(time.Duration(poging*poging) * time.Second)
	}
	return lees(resp)
}

func (im *importer) bewaar(naam string, v any) error {
	b, err := json.MarshalIndent(v, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(im.uit, naam), b, 0o644)
}

// nieuweVersie vraagt het aan GitHub; lukt het niet, dan niet.
func nieuweVersie(ctx context.Context) (string, error) {
	resp, err := http.Get("https://api.github.com/repos/example/importeer/releases/latest")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var r struct {
		TagName string `json:"tag_name"`
	}
	err = json.NewDecoder(resp.Body).Decode(&r)
	return r.TagName, err
}
