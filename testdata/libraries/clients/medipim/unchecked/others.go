package unchecked

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
	"github.com/parnurzeal/gorequest"
	"github.com/valyala/fasthttp"
)

var reqClient = req.C().SetCommonRetryCount(4).SetCommonRetryCondition(func(resp *req.Response, err error) bool {
	return err != nil || resp.StatusCode == http.StatusTooManyRequests
})

func reqJSON(query any) (*page, error) {
	resp, err := reqClient.R().SetBodyJsonMarshal(query).Post(products)
	if err != nil {
		return nil, err
	}
	p := new(page)
	if err := resp.UnmarshalJson(p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return p, nil
}

// reqInto decodes with what is an error for an error answer.
func reqInto(query any) (*page, error) {
	resp, err := reqClient.R().SetBodyJsonMarshal(query).Post(products)
	if err != nil {
		return nil, err
	}
	p := new(page)
	if err := resp.Into(p); err != nil {
		return nil, err
	}
	return p, nil
}

func reqPartial(query any) (*page, error) {
	resp, err := reqClient.R().SetBodyJsonMarshal(query).Post(products)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 500 {
		return nil, errors.New(resp.Status)
	}
	p := new(page)
	if err := resp.UnmarshalJson(p); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return p, nil
}

func fasthttpUnchecked(req *fasthttp.Request) (*page, error) {
	req.SetRequestURI(products)
	resp := fasthttp.AcquireResponse()
	defer fasthttp.ReleaseResponse(resp)
	if err := fasthttp.Do(req, resp); err != nil { // want medipimretry/missing
		return nil, err
	}
	p := new(page)
	if err := json.Unmarshal(resp.Body(), p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return p, nil
}

func agentUnchecked(query string) (*page, error) {
	agent := gorequest.New().Retry(4, time.Second, http.StatusTooManyRequests).Post(products).Send(query)
	p := new(page)
	_, _, errs := agent.EndStruct(p) // want medipimunchecked/unchecked
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return p, nil
}

// What follows is not reported.

func reqIsErrorState(query any) (*page, error) {
	resp, err := reqClient.R().SetBodyJsonMarshal(query).Post(products)
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, errors.New(resp.GetStatus())
	}
	p := new(page)
	return p, resp.Into(p)
}

func reqIsSuccessState(query any) (*page, error) {
	resp, err := reqClient.R().SetBodyJsonMarshal(query).Post(products)
	if err != nil {
		return nil, err
	}
	p := new(page)
	if resp.IsSuccessState() {
		return p, resp.UnmarshalJson(p)
	}
	return nil, fmt.Errorf("products: %d", resp.GetStatusCode())
}

func fasthttpChecked(req *fasthttp.Request) (*page, error) {
	req.SetRequestURI(products)
	resp := fasthttp.AcquireResponse()
	defer fasthttp.ReleaseResponse(resp)
	for attempt := 0; ; attempt++ {
		if err := fasthttp.Do(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode() != fasthttp.StatusTooManyRequests || attempt == 4 {
			break
		}
		time.Sleep(time.Second << attempt)
	}
	if resp.StatusCode() != fasthttp.StatusOK {
		return nil, fmt.Errorf("products: %d", resp.StatusCode())
	}
	p := new(page)
	return p, json.Unmarshal(resp.Body(), p)
}

// statusBeforeUse looks between the decode and the first use of the data.
func statusBeforeUse(query string) (*page, error) {
	agent := gorequest.New().Retry(4, time.Second, http.StatusTooManyRequests).Post(products).Send(query)
	p := new(page)
	resp, _, errs := agent.EndStruct(p)
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return p, nil
}
