// prijzen haalt elke nacht de prijzen op (cron, sinds 2019)
package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/ioutil"
	"log"
	"math"
	"net/http"
	"os"
	"time"
)

const api = "https://api.medipim.be/v4/products/"

var opnieuw = map[int]bool{
	http.StatusInternalServerError: true,
	http.StatusBadGateway:          true,
	http.StatusServiceUnavailable:  true,
	http.StatusGatewayTimeout:      true,
}

var nogEens = map[int]bool{
	http.StatusTooManyRequests:    true,
	http.StatusServiceUnavailable: true,
}

type prijs struct {
	CNK   string  `json:"cnk"`
	Prijs float64 `json:"publicPrice"`
}

func main() {
	w := csv.NewWriter(os.Stdout)
	defer w.Flush()
	for _, cnk := range os.Args[1:] {
		p := haal(cnk)
		w.Write([]string{p.CNK, fmt.Sprintf("%.2f", p.Prijs)})
	}
	if alles, err := lijst("apotheek"); err == nil {
		for _, p := range alles {
			w.Write([]string{p.CNK, fmt.Sprintf("%.2f", p.Prijs)})
		}
	}
	if _, err := lijstGoed("apotheek"); err != nil {
		log.Print(err)
	}
	ruw, err := velden("merk")
	if err != nil {
		log.Print(err)
	}
	log.Printf("%d bytes velden", len(ruw))
	meld(len(os.Args) - 1)
	meldGoed(len(os.Args) - 1)
	log.Print(tel())
	log.Print(netjes("0000000"))
}

func haal(cnk string) (p prijs) {
	resp, err := http.Get(api + "find?cnk=" + cnk) // want medipimretry/missing
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := ioutil.ReadAll(resp.Body)
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(b, &p); err != nil { // want medipimunchecked/unchecked
		log.Fatal(err)
	}
	return p
}

func lijst(soort string) ([]prijs, error) {
	vraag, _ := json.Marshal(map[string]string{"type": soort})
	for i := 0; ; i++ {
		resp, err := http.Post(api+"query", "application/json", bytes.NewReader(vraag))
		if err != nil {
			return nil, err
		}
		if opnieuw[resp.StatusCode] && i < 5 { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Duration(math.Pow(2, float64(i))) * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return nil, errors.New("lijst: " + resp.Status)
		}
		var out struct{ Results []prijs }
		err = json.NewDecoder(resp.Body).Decode(&out)
		return out.Results, err
	}
}

func lijstGoed(soort string) ([]prijs, error) {
	vraag, _ := json.Marshal(map[string]string{"type": soort})
	for i := 0; ; i++ {
		resp, err := http.Post(api+"query", "application/json", bytes.NewReader(vraag))
		if err != nil {
			return nil, err
		}
		if _, ok := nogEens[resp.StatusCode]; ok && i < 5 {
			resp.Body.Close()
			time.Sleep(time.Duration(math.Pow(2, float64(i))) * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return nil, errors.New("lijst: " + resp.Status)
		}
		var out struct{ Results []prijs }
		err = json.NewDecoder(resp.Body).Decode(&out)
		return out.Results, err
	}
}

// velden geeft de ruwe JSON
func velden(naam string) ([]byte, error) {
	resp, err := http.Get(api + "fields?name=" + naam) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return ioutil.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// meld: de buffer is na de eerste keer leeg
func meld(n int) {
	buf := bytes.NewBufferString(fmt.Sprintf(`{"count":%d}`, n))
	for i := 0; i < 3; i++ {
		resp, err := http.Post(api+"report", "application/json", buf) // want medipimretry/unrewound
		if err != nil {
			log.Print(err)
			return
		}
		resp.Body.Close()
		if resp.StatusCode == 429 {
			time.Sleep(30 * time.Second)
			continue
		}
		log.Print("gemeld: ", resp.Status)
		return
	}
}

func meldGoed(n int) {
	for i := 0; i < 3; i++ {
		buf := bytes.NewBufferString(fmt.Sprintf(`{"count":%d}`, n))
		resp, err := http.Post(api+"report", "application/json", buf)
		if err != nil {
			log.Print(err)
			return
		}
		resp.Body.Close()
		if resp.StatusCode == 429 {
			time.Sleep(30 * time.Second)
			continue
		}
		log.Print("gemeld: ", resp.Status)
		return
	}
}

// tel probeert het opnieuw als de lijn wegvalt, en alleen dan
func tel() string {
	var resp *http.Response
	var err error
	for i := 0; i < 4; i++ {
		resp, err = http.Get(api + "count")
		if err == nil { // want medipimretry/incomplete
			break
		}
		time.Sleep(10 * time.Second)
	}
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		log.Fatal(resp.Status)
	}
	b, _ := ioutil.ReadAll(resp.Body)
	return string(b)
}

// netjes probeert het opnieuw als de lijn wegvalt of er te veel gevraagd is
func netjes(cnk string) string {
	var resp *http.Response
	var err error
	for i := 0; i < 4; i++ {
		resp, err = http.Get(api + "find?cnk=" + cnk)
		if err == nil && resp.StatusCode != http.StatusTooManyRequests {
			break
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(10 * time.Second)
	}
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		log.Fatal(resp.Status)
	}
	b, _ := ioutil.ReadAll(resp.Body)
	return string(b)
}
