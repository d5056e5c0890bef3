// Package openapiuser uses a generated client.
package openapiuser

import (
	"encoding/json"
	"errors"

	"example.com/libraries/clients/medipim/generated/openapigenerator"
)

func model(c *openapigenerator.APIClient) bool {
	_, resp, err := c.FindProduct("1")
	if err == nil {
		return true
	}
	var apiErr *openapigenerator.GenericOpenAPIError
	if !errors.As(err, &apiErr) {
		return false
	}
	env, ok := apiErr.Model().(openapigenerator.ErrorEnvelope)
	if ok && *env.Error.Status == 404 { // want medipimstatus/branch
		return false
	}
	e := env.GetError()
	if e.GetStatus() == 404 { // want medipimstatus/branch
		return false
	}
	if code, ok := e.GetCodeOk(); ok && *code == "nope" { // want medipimcode/unknown
		return false
	}
	return resp.StatusCode == 404
}

func body(c *openapigenerator.APIClient) bool {
	_, _, err := c.FindProduct("1")
	var apiErr *openapigenerator.GenericOpenAPIError
	if errors.As(err, &apiErr) {
		var env openapigenerator.ErrorEnvelope
		_ = json.Unmarshal(apiErr.Body(), &env)
		return *env.Error.Status == 404 // want medipimstatus/branch
	}
	return false
}
