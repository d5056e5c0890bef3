package quiet

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"time"
)

const api = "https://api.medipim.be"

// Stock is one level.
type Stock struct {
	CNK string `json:"cnk"`
	N   int    `json:"n"`
}

// ErrRate is for a 429.
var ErrRate = errors.New("quiet: rate limited")

// RateError is for a 429, with the status beside it.
type RateError struct{ Status int }

func (r *RateError) Error() string { return fmt.Sprintf("status %d", r.Status) }

// IsRate tells whether the error stands for a 429.
func IsRate(err error) bool {
	var r *RateError
	return errors.As(err, &r) && r.Status == http.StatusTooManyRequests
}

// Levels has nothing and no error for a 429.
func Levels() ([]Stock, error) {
	resp, err := http.Get(api + "/v4/stock")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 { // want medipimretry/swallowed
		return nil, nil
	}
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	var s []Stock
	return s, json.NewDecoder(resp.Body).Decode(&s)
}

// LevelsOrRate has nothing and no error for 404, and a sentinel for 429.
func LevelsOrRate() ([]Stock, error) {
	resp, err := http.Get(api + "/v4/stock")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 404 {
		return nil, nil
	}
	if resp.StatusCode == 429 {
		return nil, ErrRate
	}
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	var s []Stock
	return s, json.NewDecoder(resp.Body).Decode(&s)
}

// Level answers an empty record in one case for 404 and 429.
func Level(cnk string) (Stock, error) {
	var s Stock
	resp, err := http.Get(api + "/v4/stock/" + cnk)
	if err != nil {
		return s, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(&s)
		return s, err
	case http.StatusNotFound, http.StatusTooManyRequests: // want medipimretry/swallowed
		return s, nil
	default:
		return s, errors.New(resp.Status)
	}
}

// Each skips an article when it is throttled.
func Each(cnks []string) (all []Stock, err error) {
	for _, cnk := range cnks {
		resp, err := http.Get(api + "/v4/stock/" + cnk)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			resp.Body.Close()
			log.Printf("skipping %s", cnk)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
		var s Stock
		err = json.NewDecoder(resp.Body).Decode(&s)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// EachAgain steps back and waits, so that the same article comes again.
func EachAgain(cnks []string) (all []Stock, err error) {
	for i := 0; i < len(cnks); i++ {
		resp, err := http.Get(api + "/v4/stock/" + cnks[i])
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(15 * time.Second)
			i--
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
		var s Stock
		err = json.NewDecoder(resp.Body).Decode(&s)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

func set(s Stock) error {
	resp, err := http.Post(api+"/v4/stock/"+s.CNK, "text/plain", http.NoBody)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return &RateError{Status: resp.StatusCode}
	case resp.StatusCode > 299:
		return errors.New(resp.Status)
	}
	return nil
}

// Push asks the predicate and drops the article without a word to its caller.
func Push(s Stock) error {
	err := set(s)
	if IsRate(err) { // want medipimretry/swallowed
		slog.Warn("stock not pushed", "cnk", s.CNK)
		return nil
	}
	return err
}

// PushLater asks the predicate and comes back after a pause.
func PushLater(s Stock) error {
	for i := 1; ; i++ {
		err := set(s)
		if IsRate(err) && i < 6 {
			slog.Warn("stock not pushed yet", "cnk", s.CNK)
			time.Sleep(time.Duration(i) * 5 * time.Second)
			continue
		}
		return err
	}
}

// PushNow asks the predicate and comes back without a pause.
func PushNow(s Stock) error {
	for i := 1; ; i++ {
		err := set(s)
		if IsRate(err) && i < 6 { // want medipimretry/immediate
			slog.Warn("stock not pushed yet", "cnk", s.CNK)
			continue
		}
		return err
	}
}
