package suppliers

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"time"
)

const (
	medipimFind  = "https://api.medipim.be/v4/products/find?id="
	wholesaleURL = "https://rest.wholesale.example.com/v1/items/"
	weatherURL   = "https://api.openweathermap.org/data/2.5/weather?q="
)

// Item is what all suppliers have.
type Item struct {
	ID   string
	Name string
}

// Wholesale decodes whatever comes, from another vendor.
func Wholesale(id string) (it Item, err error) {
	resp, err := http.Get(wholesaleURL + id)
	if err != nil {
		return it, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&it)
	return it, err
}

// Ours decodes whatever comes, from the vendor in question.
func Ours(id string) (it Item, err error) {
	resp, err := http.Get(medipimFind + id) // want medipimretry/missing
	if err != nil {
		return it, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&it) // want medipimunchecked/unchecked
	return it, err
}

// OursWell looks at the status and waits on 429.
func OursWell(id string) (it Item, err error) {
	for n := 1; n < 5; n++ {
		resp, err := http.Get(medipimFind + id)
		if err != nil {
			return it, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == 429 {
			time.Sleep(time.Duration(n) * time.Second)
			continue
		}
		if resp.StatusCode != 200 {
			return it, errors.New(resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&it)
		return it, err
	}
	return it, errors.New("throttled")
}

// Weather has nothing for a 429 of the weather people.
func Weather(town string) ([]byte, error) {
	resp, err := http.Get(weatherURL + town)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		log.Print("no weather today")
		return nil, nil
	}
	return io.ReadAll(resp.Body)
}

// Send repeats on 5xx and re-sends a drained reader, to another vendor.
func Send(payload []byte) error {
	rd := bytes.NewReader(payload)
	for {
		resp, err := http.Post(wholesaleURL, "application/json", rd)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode >= 500 {
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode == 422 {
			return errors.New("the wholesaler says no")
		}
		return nil
	}
}

// Vies panics on a 429 of the tax people.
func Vies(number string) bool {
	req, err := http.NewRequest(http.MethodGet, "https://ec.europa.eu/taxation/vies/rest/"+number, nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		panic("tax people are busy")
	}
	return resp.StatusCode == 200
}
