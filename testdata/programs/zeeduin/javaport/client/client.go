// Package client mirrors be.apotheek.catalog.client.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"example.com/zeeduin/javaport/exceptions"
)

// HttpResponse is immutable.
type HttpResponse struct {
	statusCode int
	body       []byte
}

func (r *HttpResponse) GetStatusCode() int { return r.statusCode }
func (r *HttpResponse) GetBody() []byte    { return r.body }
func (r *HttpResponse) IsSuccessful() bool { return r.statusCode >= 200 && r.statusCode < 300 }

// MedipimHttpClient executes requests.
type MedipimHttpClient interface {
	Execute(ctx context.Context, path string, payload any) (*HttpResponse, error)
}

type defaultMedipimHttpClient struct {
	delegate *http.Client
	baseUrl  string
	username string
	password string
}

// NewMedipimHttpClient is the factory method.
func NewMedipimHttpClient(baseUrl, username, password string) MedipimHttpClient {
	return &defaultMedipimHttpClient{delegate: &http.Client{Timeout: time.Minute}, baseUrl: baseUrl, username: username, password: password}
}

func (c *defaultMedipimHttpClient) Execute(ctx context.Context, path string, payload any) (*HttpResponse, error) {
	content, err := json.Marshal(payload)
	if err != nil {
		return nil, err
	}
	delay := time.Second
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.baseUrl+path, bytes.NewReader(content))
		if err != nil {
			return nil, err
		}
		request.SetBasicAuth(c.username, c.password)
		response, err := c.delegate.Do(request)
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil {
			return nil, err
		}
		if response.StatusCode == http.StatusTooManyRequests && delay < time.Minute {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(delay):
			}
			delay *= 2
			continue
		}
		if response.StatusCode == http.StatusUnauthorized {
			failure := new(exceptions.ErrorResponse)
			_ = json.Unmarshal(body, failure)
			if failure.GetError().GetCode() == exceptions.NOT_AUTHORIZED { // want medipimpair/impossible
				return nil, exceptions.NewHttpFailureException(http.StatusForbidden, exceptions.NOT_AUTHORIZED)
			}
			if failure.GetError().GetCode() == exceptions.API_KEY_NOT_FOUND {
				return nil, exceptions.NewHttpFailureException(response.StatusCode, exceptions.API_KEY_NOT_FOUND)
			}
		}
		return &HttpResponse{statusCode: response.StatusCode, body: body}, nil
	}
}
