package fetch

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

// Brands fetches the brand dimension
func Brands() ([]Record, error) {
	var out pageResponse
	resp, err := plainSession.R().SetBody(map[string]interface{}{}).SetResult(&out).Post("/brands/query")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == 429 { // want medipimretry/swallowed
		log.Println("WARNING brands: rate limit, dimension stays as it was")
		return nil, nil
	}
	if err := raiseForStatus(resp); err != nil {
		return nil, err
	}
	return out.Results, nil
}

// Categories fetches the category tree
func Categories() ([]Record, error) {
	var out pageResponse
	resp, err := plainSession.R().SetResult(&out).Get("/public-categories/all")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests { // want medipimretry/fatal
		log.Fatal("categories: too many requests, is another export running?")
	}
	if !isOK(resp) {
		return nil, raiseForStatus(resp)
	}
	return out.Results, nil
}

// Organizations fetches the organization dimension
func Organizations() ([]Record, error) {
	var out pageResponse
	for try := 0; ; try++ {
		resp, err := plainSession.R().SetBody(map[string]interface{}{}).SetResult(&out).Post("/organizations/query")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == 429 && try < 5 {
			time.Sleep(time.Duration(10*(try+1)) * time.Second)
			continue
		}
		if err := raiseForStatus(resp); err != nil {
			return nil, err
		}
		return out.Results, nil
	}
}

// ActiveIngredients is new in 2026, not in fetch.py
func ActiveIngredients() (rows []Record, err error) {
	out := pageResponse{}
	req := plainSession.R().SetBody(Record{"page": Record{"no": 0, "size": 9999}}).SetResult(&out)
	resp, err := req.Post("/active-ingredients/query") // want medipimretry/missing
	if err == nil {
		err = raiseForStatus(resp)
	}
	return out.Results, err
}

// Languages is so small that it goes without a session
func Languages() ([]string, error) {
	req, err := http.NewRequest("GET", BASE_URL+"/languages", nil)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(os.Getenv("MEDIPIM_KEY_ID"), os.Getenv("MEDIPIM_KEY_SECRET"))
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	log.Println("languages:", resp.Status)
	var out struct {
		Languages []string `json:"languages"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return out.Languages, nil
}

// MediaOf lists the photos of a product
func MediaOf(id string) ([]Record, error) {
	var out pageResponse
	var problem struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	resp, err := mediaSession.R().SetBody(map[string]interface{}{"filter": map[string]string{"product": id}}).SetResult(&out).SetError(&problem).Post("/media/query")
	if err != nil {
		return nil, err
	}
	if resp.IsSuccess() {
		return out.Results, nil
	}
	log.Println("media", id, problem.Error.Status, problem.Error.Code, problem.Error.Message)
	switch {
	case problem.Error.Status == 404: // want medipimstatus/branch
		return []Record{}, nil
	case resp.StatusCode() == 422: // want medipimviolations/dropped
		return nil, fmt.Errorf("media of %s: invalid filter: %s", id, problem.Error.Message)
	}
	return nil, fmt.Errorf("media of %s: HTTP %d", id, resp.StatusCode())
}

const ratesURL = "https://rates.ecb.example/v1/latest?base=EUR"

// ExchangeRates is for the French and Australian price lists
func ExchangeRates() (map[string]float64, error) {
	resp, err := http.Get(ratesURL)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var out struct {
		Rates map[string]float64 `json:"rates"`
		Error *struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.Unmarshal(b, &out); err != nil {
		return nil, err
	}
	if out.Error != nil && (out.Error.Status == 429 || out.Error.Code == "quota_exceeded" || out.Error.Message == "come back tomorrow") {
		return nil, fmt.Errorf("rates: %s", out.Error.Message)
	}
	return out.Rates, nil
}
