// Package others asks for products through clients that retry only what their
// http.Client or their own list does.
package others

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/carlmjohnson/requests"
	"github.com/dghubble/sling"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/parnurzeal/gorequest"
	"github.com/ybbus/httpretry"
)

const (
	baseURL  = "https://api.medipim.be/v4/"
	products = baseURL + "products/query"
)

type page struct {
	Results []struct {
		ID string `json:"id"`
	} `json:"results"`
}

// decode is the end of most functions here: one error for every status but 200.
func decode(resp *http.Response) (*page, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("products: %s", resp.Status)
	}
	p := new(page)
	if err := json.NewDecoder(resp.Body).Decode(p); err != nil {
		return nil, err
	}
	return p, nil
}

// httpretryBroken replaces a policy that covers 429.
func httpretryBroken(query string) (*page, error) {
	client := httpretry.NewDefaultClient(httpretry.WithRetryPolicy(func(status int, err error) bool {
		return err != nil || status >= 500 // want medipimretry/incomplete
	}))
	resp, err := client.Post(products, "application/json", strings.NewReader(query))
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func httpretryDefault(query string) (*page, error) {
	client := httpretry.NewCustomClient(&http.Client{Timeout: time.Minute}, httpretry.WithMaxRetryCount(8))
	resp, err := client.Post(products, "application/json", strings.NewReader(query))
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func slingPlain(query any) (*page, error) {
	p := new(page)
	resp, err := sling.New().Base(baseURL).Post("products/query").BodyJSON(query).ReceiveSuccess(p) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("products: %s", resp.Status)
	}
	return p, nil
}

func slingRetried(query any) (*page, error) {
	p := new(page)
	s := sling.New().Base(baseURL).Client(retryablehttp.NewClient().StandardClient())
	resp, err := s.Post("products/query").BodyJSON(query).ReceiveSuccess(p)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("products: %s", resp.Status)
	}
	return p, nil
}

func agentPlain(query string) (*page, error) {
	resp, body, errs := gorequest.New().Post(products).Send(query).EndBytes() // want medipimretry/missing
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return agentDecode(resp, body)
}

func agentRetried(query string) (*page, error) {
	agent := gorequest.New().Retry(5, time.Second, http.StatusTooManyRequests, http.StatusServiceUnavailable)
	resp, body, errs := agent.Post(products).Send(query).EndBytes()
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return agentDecode(resp, body)
}

func agentGateways(query string) (*page, error) {
	agent := gorequest.New().Post(products).Send(query)
	agent.Retry(5, time.Second, http.StatusBadGateway, http.StatusServiceUnavailable) // want medipimretry/incomplete
	resp, body, errs := agent.EndBytes()
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return agentDecode(resp, body)
}

func agentDecode(resp gorequest.Response, body []byte) (*page, error) {
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("products: %s", resp.Status)
	}
	p := new(page)
	if err := json.Unmarshal(body, p); err != nil {
		return nil, err
	}
	return p, nil
}

// builderRetried checks the status in the library: Fetch fails for what is not 2xx.
func builderRetried(ctx context.Context, query any) (*page, error) {
	p := new(page)
	client := retryablehttp.NewClient().StandardClient()
	err := requests.URL(products).Client(client).BodyJSON(query).ToJSON(p).Fetch(ctx)
	if err != nil {
		return nil, err
	}
	return p, nil
}
