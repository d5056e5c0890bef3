package hammer

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
)

const shopHost = "https://shop.labels.example"

// shop is another vendor's API.
type shop struct {
	base string
	http *http.Client
}

// newShop fixes the other host.
func newShop() *shop { return &shop{base: "https://stock.labels.example/v2", http: http.DefaultClient} }

// Stock asks the other vendor, once and without a look.
func Stock(sku string) (n int, err error) {
	s := newShop()
	resp, err := s.http.Get(s.base + "/stock/" + sku)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&n)
	return n, err
}

// Price joins a path to the other host.
func Price(sku string) (float64, error) {
	u, err := url.JoinPath(shopHost, "prices", sku)
	if err != nil {
		return 0, err
	}
	resp, err := http.Get(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var f float64
	err = json.NewDecoder(resp.Body).Decode(&f)
	return f, err
}

// Print formats the other host into the URL, and hammers it.
func Print(sku string) error {
	for {
		resp, err := http.Post(fmt.Sprintf("%s/print/%s", shopHost, sku), "text/plain", nil)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 429 {
			return nil
		}
	}
}

// Clear uses a request to the other host, and passes a 429 over.
func Clear(sku string) error {
	req, err := http.NewRequest(http.MethodDelete, shopHost+"/print/"+sku, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil
	}
	return checkOK(resp)
}
