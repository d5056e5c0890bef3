// Package openapigen started as the output of openapi-generator 6.2 (go) and is kept by
// hand since the generator's update broke the build.
package openapigen

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// DefaultServer is the production server.
const DefaultServer = "https://api.medipim.fr"

// Configuration stores the configuration of the API client
type Configuration struct {
	UserAgent  string
	Server     string
	HTTPClient *http.Client
}

// APIClient manages communication with the API
type APIClient struct {
	cfg         *Configuration
	ProductsAPI *ProductsAPIService
}

type service struct{ client *APIClient }

// ProductsAPIService ProductsAPI service
type ProductsAPIService service

// NewAPIClient creates a new API client.
func NewAPIClient(cfg *Configuration) *APIClient {
	if cfg.HTTPClient == nil {
		cfg.HTTPClient = http.DefaultClient
	}
	if cfg.Server == "" {
		cfg.Server = DefaultServer
	}
	c := &APIClient{cfg: cfg}
	c.ProductsAPI = &ProductsAPIService{client: c}
	return c
}

// GenericOpenAPIError Provides access to the body, error and model on returned errors.
type GenericOpenAPIError struct {
	body  []byte
	error string
	model interface{}
}

// Error returns non-empty string if there was an error.
func (e GenericOpenAPIError) Error() string { return e.error }

// Body returns the raw bytes of the response
func (e GenericOpenAPIError) Body() []byte { return e.body }

// Model returns the unpacked model of the error
func (e GenericOpenAPIError) Model() interface{} { return e.model }

// ErrorEnvelope struct for ErrorEnvelope
type ErrorEnvelope struct {
	Error      *ErrorDetail             `json:"error,omitempty"`
	Violations []map[string]interface{} `json:"violations,omitempty"`
}

// ErrorDetail struct for ErrorDetail
type ErrorDetail struct {
	Status  *int32  `json:"status,omitempty"`
	Code    *string `json:"code,omitempty"`
	Message *string `json:"message,omitempty"`
}

// GetStatus returns the Status field value if set, zero value otherwise.
func (o *ErrorDetail) GetStatus() int32 {
	if o == nil || o.Status == nil {
		return 0
	}
	return *o.Status
}

// GetCode returns the Code field value if set, zero value otherwise.
func (o *ErrorDetail) GetCode() string {
	if o == nil || o.Code == nil {
		return ""
	}
	return *o.Code
}

// Products struct for Products
type Products struct {
	Results []map[string]interface{} `json:"results"`
}

// ApiQueryProductsRequest collects the parameters.
type ApiQueryProductsRequest struct {
	ctx        context.Context
	ApiService *ProductsAPIService
	filter     *map[string]interface{}
}

// Filter sets the filter.
func (r ApiQueryProductsRequest) Filter(filter map[string]interface{}) ApiQueryProductsRequest {
	r.filter = &filter
	return r
}

// Execute executes the request
func (r ApiQueryProductsRequest) Execute() (*Products, *http.Response, error) {
	return r.ApiService.QueryProductsExecute(r)
}

// QueryProducts Query products
func (a *ProductsAPIService) QueryProducts(ctx context.Context) ApiQueryProductsRequest {
	return ApiQueryProductsRequest{ApiService: a, ctx: ctx}
}

// QueryProductsExecute executes the request
func (a *ProductsAPIService) QueryProductsExecute(r ApiQueryProductsRequest) (*Products, *http.Response, error) {
	if r.filter == nil {
		return nil, nil, errors.New("filter is required and must be specified")
	}
	localVarBody, err := json.Marshal(map[string]interface{}{"filter": *r.filter})
	if err != nil {
		return nil, nil, err
	}
	req, err := http.NewRequestWithContext(r.ctx, http.MethodPost, strings.TrimRight(a.client.cfg.Server, "/")+"/v4/products/query", bytes.NewReader(localVarBody))
	if err != nil {
		return nil, nil, err
	}
	req.Header.Set("User-Agent", a.client.cfg.UserAgent)

	localVarHTTPResponse, err := a.client.cfg.HTTPClient.Do(req)
	if err != nil || localVarHTTPResponse == nil {
		return nil, localVarHTTPResponse, err
	}
	localVarRaw, err := io.ReadAll(localVarHTTPResponse.Body)
	localVarHTTPResponse.Body.Close()
	localVarHTTPResponse.Body = io.NopCloser(bytes.NewBuffer(localVarRaw))
	if err != nil {
		return nil, localVarHTTPResponse, err
	}
	if localVarHTTPResponse.StatusCode >= 300 {
		newErr := &GenericOpenAPIError{body: localVarRaw, error: localVarHTTPResponse.Status}
		var v ErrorEnvelope
		if err := json.Unmarshal(localVarRaw, &v); err != nil {
			newErr.error = err.Error()
			return nil, localVarHTTPResponse, newErr
		}
		newErr.model = v
		return nil, localVarHTTPResponse, newErr
	}
	localVarReturnValue := new(Products)
	if err := json.Unmarshal(localVarRaw, localVarReturnValue); err != nil {
		return nil, localVarHTTPResponse, &GenericOpenAPIError{body: localVarRaw, error: err.Error()}
	}
	return localVarReturnValue, localVarHTTPResponse, nil
}
