// Package medipimlegacy has the imports of before the rewrite, each with the library of its year.
package medipimlegacy

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/carlmjohnson/requests"
	"github.com/dghubble/sling"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/levigross/grequests"
	"github.com/ybbus/httpretry"
)

type product struct {
	ID  int    `json:"id"`
	CNK string `json:"cnk"`
}

type apiProblem struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

func (p *apiProblem) err() error {
	return fmt.Errorf("%s: %s %s", p.Error.Code, p.Error.Message, p.Violations)
}

// import2016 is grequests.
func import2016(url string, key, secret string) ([]product, error) {
	resp, err := grequests.Post(url+"/v4/products/query", &grequests.RequestOptions{ // not reported: grequests is no library that is known to send
		Auth: []string{key, secret},
		JSON: map[string]any{"filter": nil},
	})
	if err != nil {
		return nil, err
	}
	if !resp.Ok {
		return nil, errors.New(resp.String())
	}
	var out []product
	err = resp.JSON(&out)
	return out, err
}

// import2017 is grequests with a client of ours below it.
func import2017(url string) ([]product, error) {
	ro := &grequests.RequestOptions{HTTPClient: httpretry.NewDefaultClient(httpretry.WithMaxRetryCount(4))}
	resp, err := grequests.Get(url+"/v4/products", ro)
	if err != nil {
		return nil, err
	}
	defer resp.Close()
	if resp.StatusCode >= 400 {
		return nil, fmt.Errorf("import: %d", resp.StatusCode)
	}
	var out []product
	err = json.Unmarshal(resp.Bytes(), &out)
	return out, err
}

// import2018 is a loop around it.
func import2018(url string) ([]product, error) {
	for wait := time.Second; wait < time.Minute; wait *= 2 {
		resp, err := grequests.Get(url+"/v4/products", nil)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 {
			resp.Close()
			time.Sleep(wait)
			continue
		}
		if !resp.Ok {
			return nil, fmt.Errorf("import: %d", resp.StatusCode)
		}
		var out []product
		err = resp.JSON(&out)
		return out, err
	}
	return nil, errors.New("import: busy")
}

// import2019 is sling, with nothing below it.
func import2019(url string) (*product, error) {
	var (
		ok  product
		nok apiProblem
	)
	resp, err := sling.New().Base(url).Get("/v4/products/find").Receive(&ok, &nok) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.StatusCode > 299 {
		return nil, nok.err()
	}
	return &ok, nil
}

// import2020 is sling over go-retryablehttp. Receive fills ok on a 2xx only.
func import2020(url string) (*product, error) {
	rc := retryablehttp.NewClient()
	rc.RetryMax = 5
	var (
		ok  product
		nok apiProblem
	)
	resp, err := sling.New().Client(rc.StandardClient()).Base(url).Get("/v4/products/find").Receive(&ok, &nok)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode > 299 {
		return nil, nok.err()
	}
	return &ok, nil
}

// import2021 is requests: Fetch gives an error for what is not a 2xx.
func import2021(ctx context.Context, url string) ([]product, error) {
	var (
		out []product
		nok apiProblem
	)
	for n := 0; ; n++ {
		err := requests.URL(url).
			Path("/v4/products/query").
			BodyJSON(map[string]string{"sort": "id"}).
			ToJSON(&out).
			ErrorJSON(&nok).
			Fetch(ctx)
		if requests.HasStatusErr(err, http.StatusTooManyRequests) && n < 5 {
			time.Sleep(time.Duration(n+1) * time.Second)
			continue
		}
		if err != nil {
			return nil, errors.Join(err, nok.err())
		}
		return out, nil
	}
}

// import2022 is requests over a client that repeats.
func import2022(ctx context.Context, url string) (out []product, err error) {
	err = requests.URL(url).
		Path("/v4/products").
		Client(httpretry.NewDefaultClient()).
		ToJSON(&out).
		Fetch(ctx)
	return out, err
}

// poster is net/http's and go-retryablehttp's in one.
type poster func(url, contentType string, body []byte) (*http.Response, error)

// import2023 takes the function.
func import2023(post poster, url string) (out []product, err error) {
	resp, err := post(url+"/v4/products/query", "application/json", []byte("{}"))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

func patient(url, contentType string, body []byte) (*http.Response, error) {
	return retryablehttp.Post(url, contentType, body)
}

// import2024 sends again what was read, and waits well.
func import2024(url string, doc []byte) error {
	req, err := http.NewRequest(http.MethodPut, url+"/v4/products", bytes.NewBuffer(doc))
	if err != nil {
		return err
	}
	wait := time.Second
	for {
		resp, err := http.DefaultClient.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK, http.StatusNoContent:
			return nil
		case http.StatusTooManyRequests:
			if wait > time.Minute {
				return errors.New("import: busy")
			}
			time.Sleep(wait)
			wait += wait
		default:
			return errors.New(resp.Status)
		}
	}
}

// Import runs the import of that year.
func Import(ctx context.Context, year int, url string) (out []product, err error) {
	var one *product
	switch year {
	case 2015:
		return import2015(url)
	case 2016:
		return import2016(url, "key", "secret")
	case 2017:
		return import2017(url)
	case 2018:
		return import2018(url)
	case 2019:
		one, err = import2019(url)
	case 2020:
		one, err = import2020(url)
	case 2021:
		return import2021(ctx, url)
	case 2022:
		return import2022(ctx, url)
	case 2023:
		return import2023(patient, url)
	default:
		return nil, import2024(url, []byte("[]"))
	}
	if err != nil {
		return nil, err
	}
	return []product{*one}, nil
}

// import2015 believes in what it gets.
func import2015(url string) (out []product, err error) {
	ro := &grequests.RequestOptions{HTTPClient: httpretry.NewDefaultClient()}
	resp, err := grequests.Get(url+"/v4/products", ro)
	if err != nil {
		return nil, err
	}
	err = resp.JSON(&out) // want medipimunchecked/unchecked
	return out, err
}
