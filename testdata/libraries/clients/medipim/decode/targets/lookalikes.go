package targets

import (
	"errors"
	"log"
	"net/http"

	restyv2 "github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
	restyv3 "resty.dev/v3"
)

// Nothing in this file is reported.

func restyStatus(client *restyv2.Client, id string) (string, error) {
	var env envelope
	resp, err := client.R().SetQueryParam("id", id).SetError(&env).Get(find)
	if err != nil {
		return "", err
	}
	switch {
	case resp.StatusCode() == http.StatusTooManyRequests:
		return "", errLimited
	case resp.StatusCode() == http.StatusNotFound && env.Error.Code == "not_found":
		return "", errNotFound
	case resp.IsError():
		return "", asError(&env)
	}
	return resp.String(), nil
}

func restyReplaced(client *restyv2.Client, id string) (string, error) {
	resp, err := client.R().SetQueryParam("id", id).SetError(&envelope{}).Get(find)
	if err != nil {
		return "", err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return "", errLimited
	}
	if resp.IsError() {
		env := resp.Error().(*envelope)
		env.Error.Status = resp.StatusCode()
		if env.Error.Status == http.StatusNotFound {
			return "", errNotFound
		}
		return "", asError(env)
	}
	return resp.String(), nil
}

func resty3Logged(client *restyv3.Client, id string) (string, error) {
	var env envelope
	resp, err := client.R().SetQueryParam("id", id).SetResultError(&env).Get(find)
	if err != nil {
		return "", err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return "", errLimited
	}
	if resp.IsStatusFailure() {
		log.Printf("medipim says %d %s", env.Error.Status, env.Error.Code)
		return "", errors.New(resp.Status())
	}
	return resp.String(), nil
}

// supplier is another API, with a target of the same shape.
func supplier(client *req.Client, id string) (bool, error) {
	var env envelope
	resp, err := client.R().SetErrorResult(&env).Get("https://supplier.example.com/items/" + id)
	if err != nil {
		return false, err
	}
	if env.Error.Status == 404 || env.Error.Code == "gone" {
		return false, nil
	}
	return resp.IsSuccessState(), nil
}
