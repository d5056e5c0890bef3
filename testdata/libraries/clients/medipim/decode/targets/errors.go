// Package targets lets HTTP clients decode the error envelope into a target that
// they hand out beside the response.
package targets

import (
	"errors"
	"fmt"
	"net/http"

	restyv2 "github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
	restyv3 "resty.dev/v3"
)

var (
	errNotFound = errors.New("medipim: not found")
	errRefused  = errors.New("medipim: refused")
	errLimited  = errors.New("medipim: too many requests")
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// asError makes an error of the envelope, which a failed request has filled.
func asError(env *envelope) error {
	if env.Error.Code == "" {
		return nil
	}
	return fmt.Errorf("medipim: %s: %s", env.Error.Code, env.Error.Message)
}

const find = "https://api.medipim.be/v4/products/find"

func restyVariable(client *restyv2.Client, id string) (string, error) {
	var env envelope
	resp, err := client.R().SetQueryParam("id", id).SetError(&env).Get(find)
	if err != nil {
		return "", err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return "", errLimited
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return "", errNotFound
	}
	if env.Error.Code == "unauthenticated" { // want medipimcode/unknown
		return "", errRefused
	}
	if resp.IsError() {
		return "", asError(&env)
	}
	return resp.String(), nil
}

func restyAccessor(client *restyv2.Client, id string) (string, error) {
	resp, err := client.R().SetQueryParam("id", id).SetError(&envelope{}).Get(find)
	if err != nil {
		return "", err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return "", errLimited
	}
	if env, ok := resp.Error().(*envelope); ok && env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return "", errNotFound
	}
	if resp.IsError() {
		env := resp.Error().(*envelope)
		if env.Error.Code == "authentication.not_authorized" { // want medipimcode/unknown
			return "", errRefused
		}
		return "", asError(env)
	}
	return resp.String(), nil
}

func resty3Variable(client *restyv3.Client, id string) (string, error) {
	var env envelope
	resp, err := client.R().SetQueryParam("id", id).SetResultError(&env).Get(find)
	if err != nil {
		return "", err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return "", errLimited
	}
	switch env.Error.Status { // want medipimstatus/branch
	case http.StatusNotFound:
		return "", errNotFound
	case http.StatusForbidden:
		return "", errRefused
	}
	if resp.IsStatusFailure() {
		return "", asError(&env)
	}
	return resp.String(), nil
}

func resty3Accessor(client *restyv3.Client, id string) (string, error) {
	resp, err := client.R().SetQueryParam("id", id).SetResultError(envelope{}).Get(find)
	if err != nil {
		return "", err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return "", errLimited
	}
	if resp.IsStatusFailure() {
		env := resp.ResultError().(*envelope)
		if env.Error.Status >= 500 { // want medipimstatus/branch
			return "", fmt.Errorf("medipim is down: %w", asError(env))
		}
		return "", asError(env)
	}
	return resp.String(), nil
}

func reqVariable(client *req.Client, id string) (string, error) {
	var env envelope
	resp, err := client.R().SetQueryParam("id", id).SetErrorResult(&env).Get(find)
	if err != nil {
		return "", err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return "", errLimited
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return "", errNotFound
	}
	if env.Error.Code == "auth.not_authenticated" { // want medipimcode/unknown
		return "", errRefused
	}
	if resp.IsErrorState() {
		return "", asError(&env)
	}
	return resp.String(), nil
}

func reqAccessor(client *req.Client, id string) (string, error) {
	resp, err := client.R().SetQueryParam("id", id).SetErrorResult(&envelope{}).Get(find)
	if err != nil {
		return "", err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return "", errLimited
	}
	if resp.IsErrorState() {
		if env, ok := resp.ErrorResult().(*envelope); ok && env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
			return "", errNotFound
		}
		return "", errors.New(resp.GetStatus())
	}
	return resp.String(), nil
}

func reqInto(resp *req.Response) error {
	var env envelope
	if err := resp.Into(&env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errNotFound
	}
	return asError(&env)
}
