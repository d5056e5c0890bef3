package others

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/parnurzeal/gorequest"
	"github.com/ybbus/httpretry"
)

func httpretryHammers(query string) (*page, error) {
	client := httpretry.NewDefaultClient(httpretry.WithBackoffPolicy(httpretry.ConstantBackoff(0, 0))) // want medipimretry/immediate
	resp, err := client.Post(products, "application/json", strings.NewReader(query))
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func agentHammers(query string) (*page, error) {
	agent := gorequest.New().Post(products).Send(query)
	agent.Retry(5, 0, http.StatusTooManyRequests) // want medipimretry/immediate
	resp, body, errs := agent.EndBytes()
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return agentDecode(resp, body)
}

// httpretryJitters is not reported: up to a second is drawn.
func httpretryJitters(query string) (*page, error) {
	client := httpretry.NewDefaultClient(httpretry.WithBackoffPolicy(httpretry.ConstantBackoff(0, time.Second)))
	resp, err := client.Post(products, "application/json", strings.NewReader(query))
	if err != nil {
		return nil, err
	}
	return decode(resp)
}
