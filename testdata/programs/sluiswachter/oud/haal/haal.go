// haal staat sinds 2013 in de crontab. Niet aankomen.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/ioutil"
	"log"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/context/ctxhttp"

	"context"
)

var (
	medipimURL = flag.String("medipim", "https://api.medipim.be", "server")
	dir        = flag.String("dir", ".", "")
	verbose    = flag.Bool("v", false, "")
)

func main() {
	flag.Parse()
	body, err := medipimMerken()
	if err != nil {
		log.Fatal(err)
	}
	if err := ioutil.WriteFile(*dir+"/merken.json", body, 0644); err != nil {
		log.Fatal(err)
	}
	for _, id := range flag.Args() {
		n, err := medipimProduct(id)
		if err != nil {
			log.Println(id, err)
			continue
		}
		fmt.Println(id, n)
		if *verbose {
			fmt.Println(medipimTitel(id))
			fmt.Println(medipimBestaat(id))
			fmt.Println(medipimPrijs(id))
		}
	}
	if err := medipimMelding("klaar"); err != nil {
		log.Fatal(err)
	}
	if err := medipimVinkje(flag.Args()); err != nil {
		log.Fatal(err)
	}
	if tel, err := medipimTel(); err == nil {
		fmt.Fprintln(os.Stderr, tel, "producten")
	}
	if s, err := medipimSamenvatting(context.Background()); err == nil {
		fmt.Fprintln(os.Stderr, s)
	}
}

// kijkt nergens naar
func medipimMerken() ([]byte, error) {
	resp, err := http.Get(*medipimURL + "/v4/brands/all") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := ioutil.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if *verbose {
		log.Println("merken:", resp.StatusCode, len(body))
	}
	return body, nil // want medipimunchecked/unchecked
}

// wacht een kwartier, opnieuw
func medipimProduct(id string) (string, error) {
	tries := 0
opnieuw:
	resp, err := http.Get(*medipimURL + "/v4/products/find?id=" + url.QueryEscape(id))
	if err != nil {
		return "", err
	}
	if strings.HasPrefix(resp.Status, "429 ") && tries < 3 {
		resp.Body.Close()
		tries++
		time.Sleep(15 * time.Minute)
		goto opnieuw
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return "", fmt.Errorf("%s", resp.Status)
	}
	var p struct{ Name string }
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p.Name, err
}

// opnieuw, meteen
func medipimTitel(id string) (string, error) {
	tries := 0
again:
	resp, err := http.Get(*medipimURL + "/v4/descriptions/find?id=" + url.QueryEscape(id))
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 && tries < 10 { // want medipimretry/immediate
		tries++
		goto again
	}
	if resp.StatusCode != 200 {
		return "", fmt.Errorf("titel: %s", resp.Status)
	}
	b, err := ioutil.ReadAll(io.LimitReader(resp.Body, 1<<20))
	return string(b), err
}

func medipimBestaat(id string) (bool, error) {
	resp, err := http.Head(*medipimURL + "/v4/products/" + url.PathEscape(id)) // want medipimretry/missing
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	return resp.StatusCode == 200, nil
}

// form is een keer gemaakt, en een keer te lezen
func medipimMelding(tekst string) error {
	form := strings.NewReader(url.Values{"text": {tekst}}.Encode())
	wait := time.Second
	for {
		resp, err := http.Post(*medipimURL+"/v4/notes", "application/x-www-form-urlencoded", form) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == 429 && wait < time.Minute {
			time.Sleep(wait)
			wait = wait * 2
			continue
		}
		if resp.StatusCode != 200 {
			return fmt.Errorf("melding: %s", resp.Status)
		}
		return nil
	}
}

// PostForm maakt zijn body zelf
func medipimVinkje(ids []string) error {
	form := url.Values{"id": ids}
	for wait := time.Second; wait < time.Minute; wait *= 2 {
		resp, err := http.PostForm(*medipimURL+"/v4/checks", form)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case 200, 201, 204:
			return nil
		case 429:
			time.Sleep(wait)
		default:
			return fmt.Errorf("vinkje: %s", resp.Status)
		}
	}
	return fmt.Errorf("vinkje: te druk")
}

// wacht zoals het antwoord zegt; zegt het niets, dan wacht hij niet
func medipimPrijs(id string) (int, error) {
	for i := 0; i < 5; i++ {
		resp, err := http.PostForm(*medipimURL+"/v4/prices/find", url.Values{"id": {id}})
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == 429 { // want medipimretry/immediate
			resp.Body.Close()
			if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
				time.Sleep(time.Duration(n) * time.Second)
			}
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return 0, fmt.Errorf("prijs: %s", resp.Status)
		}
		var cent int
		err = json.NewDecoder(resp.Body).Decode(&cent)
		return cent, err
	}
	return 0, fmt.Errorf("prijs: te druk")
}

func medipimTel() (int, error) {
	resp, err := http.PostForm(*medipimURL+"/v4/products/count", nil) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return 0, nil
	}
	if resp.StatusCode >= 300 {
		return 0, fmt.Errorf("tel: %s", resp.Status)
	}
	b, err := ioutil.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(b)))
}

func medipimSamenvatting(ctx context.Context) (string, error) {
	resp, err := ctxhttp.Get(ctx, nil, *medipimURL+"/v4/summary") // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := ioutil.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("samenvatting: %s: %s", resp.Status, b)
	}
	return string(b), nil
}
