// Command nightly refreshes the local copy of the catalog. It began as a script.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"
)

const api = "https://api.sandbox.medipim.be/v4/"

var (
	key    = os.Getenv("PIM_KEY")
	secret = os.Getenv("PIM_SECRET")
)

func request(path string) *http.Request {
	req, err := http.NewRequest("GET", api+path, nil)
	if err != nil {
		log.Fatal(err)
	}
	req.SetBasicAuth(key, secret)
	return req
}

func main() {
	what := flag.String("what", "products", "what to refresh")
	flag.Parse()
	todo := map[string]func() error{
		"products": products, "brands": brands, "export": export, "media": media, "ready": ready,
		"families": families, "taxes": taxes, "languages": languages, "countries": countries, "quota": quota,
		"report": report, "news": news, "texts": texts,
	}
	f, ok := todo[*what]
	if !ok {
		log.Fatalf("no such thing: %s", *what)
	}
	if err := f(); err != nil {
		log.Fatal(err)
	}
}

func save(name string, r io.Reader) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, r); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// products gives up on anything but 200.
func products() error {
	hc := http.Client{Timeout: time.Hour}
	resp, err := hc.Do(request("products")) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		b, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("products: %s: %s", resp.Status, b)
	}
	return save("products.json", resp.Body)
}

// brands gives up on 429 in particular.
func brands() error {
	resp, err := http.DefaultClient.Do(request("brands"))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200:
		return save("brands.json", resp.Body)
	case 401, 403:
		log.Fatal("brands: check PIM_KEY and PIM_SECRET")
	case 429: // want medipimretry/fatal
		log.Fatal("brands: too many requests, run me again in a minute")
	}
	return fmt.Errorf("brands: %s", resp.Status)
}

// export sleeps for as long as the header says, which may be no time at all.
func export() error {
	for n := 0; n < 30; n++ {
		resp, err := http.DefaultClient.Do(request("export"))
		if err != nil {
			return err
		}
		if resp.StatusCode == 429 { // want medipimretry/immediate
			resp.Body.Close()
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return fmt.Errorf("export: %s", resp.Status)
		}
		return save("export.json", resp.Body)
	}
	return errors.New("export: too many tries")
}

// media sleeps for at least a second.
func media() error {
	for n := 0; n < 30; n++ {
		resp, err := http.DefaultClient.Do(request("media"))
		if err != nil {
			return err
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
			if err != nil || secs < 1 {
				secs = 1 + n
			}
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return fmt.Errorf("media: %s", resp.Status)
		}
		return save("media.json", resp.Body)
	}
	return errors.New("media: too many tries")
}

// ready polls every few seconds; that is the delay.
func ready() error {
	t := time.NewTicker(4 * time.Second)
	defer t.Stop()
	for range t.C {
		resp, err := http.DefaultClient.Do(request("ready"))
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case 200:
			return nil
		case 202, 429:
		default:
			return fmt.Errorf("ready: %s", resp.Status)
		}
	}
	return nil
}

// families polls too, but asks again at once when it was told to slow down.
func families() error {
	var out struct{ State string }
	for out.State != "done" {
		resp, err := http.DefaultClient.Do(request("families/state"))
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			continue
		}
		if resp.StatusCode != 200 {
			resp.Body.Close()
			return fmt.Errorf("families: %s", resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&out)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if out.State != "done" {
			time.Sleep(10 * time.Second)
		}
	}
	return nil
}

// taxes waits when it is told for how long.
func taxes() error {
	for n := 0; ; n++ {
		resp, err := http.DefaultClient.Do(request("taxes"))
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests && n < 3 {
			secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
			if err == nil { // want medipimretry/header
				time.Sleep(time.Duration(secs+1) * time.Second)
				continue
			}
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("taxes: %s", resp.Status)
		}
		return save("taxes.json", resp.Body)
	}
}

var errSlowDown = errors.New("slow down")

// languages waits when it is told for how long, and says so when it is not.
func languages() error {
	for {
		resp, err := http.DefaultClient.Do(request("languages"))
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
			if err != nil {
				return errSlowDown
			}
			time.Sleep(time.Duration(secs+1) * time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("languages: %s", resp.Status)
		}
		return save("languages.json", resp.Body)
	}
}

// get is careful.
func get(path string, v any) error {
	backoff := []int{1, 2, 5, 10, 30}
	for _, secs := range backoff {
		resp, err := http.DefaultClient.Do(request(path))
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				b, _ := io.ReadAll(resp.Body)
				return fmt.Errorf("%s: %s: %s", path, resp.Status, b)
			}
			return json.NewDecoder(resp.Body).Decode(v)
		}
		resp.Body.Close()
		log.Printf("%s: waiting %d seconds", path, secs)
		time.Sleep(time.Duration(secs) * time.Second)
	}
	return fmt.Errorf("%s: %w", path, errSlowDown)
}

// countries does not mind if the list is an old one, as get has tried hard enough.
func countries() error {
	var list []string
	if err := get("countries", &list); errors.Is(err, errSlowDown) {
		log.Print("countries: keeping the old list")
		return nil
	} else if err != nil {
		return err
	}
	fmt.Println(len(list), "countries")
	return nil
}

// quota tries other ways, of which none is a retry of this request.
func quota() error {
	resp, err := http.DefaultClient.Do(request("quota")) // want medipimretry/missing
	if err != nil {
		time.Sleep(time.Second)
		resp, err = http.DefaultClient.Do(request("limits")) // want medipimretry/missing
		if err != nil {
			return err
		}
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("quota: %s", resp.Status)
	}
	var q struct{ Left int }
	if err := json.NewDecoder(resp.Body).Decode(&q); err != nil {
		return err
	}
	fmt.Println(q.Left, "requests left")
	return nil
}

// report answers with nothing when it is throttled.
func report() error {
	fetch := func(day string) ([]byte, error) {
		resp, err := http.DefaultClient.Do(request("report?day=" + day))
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == 404 || resp.StatusCode == 429 { // want medipimretry/swallowed
			return []byte("{}"), nil
		}
		if resp.StatusCode != 200 {
			return nil, fmt.Errorf("report: %s", resp.Status)
		}
		return io.ReadAll(resp.Body)
	}
	for d := range 7 {
		day := time.Now().AddDate(0, 0, -d).Format(time.DateOnly)
		b, err := fetch(day)
		if err != nil {
			return err
		}
		if err := os.WriteFile("report-"+day+".json", b, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// news is not for those who were not let in.
func news() error {
	var list []struct{ Title string }
	if err := get("news", &list); err != nil {
		return err
	}
	for _, n := range list {
		fmt.Println(n.Title)
	}
	return nil
}

// texts fetches a list of texts, one by one, each until it is there.
func texts() error {
	ids := []string{"terms", "privacy", "cookies"}
	for len(ids) > 0 {
		resp, err := http.DefaultClient.Do(request("texts/" + ids[0]))
		if err != nil {
			return err
		}
		if resp.StatusCode == 200 {
			err = save(ids[0]+".txt", resp.Body)
			ids = ids[1:]
		}
		resp.Body.Close()
		switch {
		case err != nil:
			return err
		case resp.StatusCode == 429:
			time.Sleep(20 * time.Second)
		case resp.StatusCode != 200:
			return fmt.Errorf("texts: %s", resp.Status)
		}
	}
	return nil
}
