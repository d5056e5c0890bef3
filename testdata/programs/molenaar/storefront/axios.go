// Package storefront came from the Node code base; src/http.js is this file.
package storefront

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// medipimAxios is axios.create({...}).
type medipimAxios struct {
	baseURL string
	headers http.Header
	client  http.Client
}

// AxiosResponse is error.response.
type AxiosResponse struct {
	Status     int
	StatusText string
	Data       ErrorData
}

// ErrorData is error.response.data.
type ErrorData struct {
	Error struct {
		Status     json.Number     `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
}

// AxiosError is what is thrown. Code is axios' own.
type AxiosError struct {
	Code     string
	Message  string
	Response *AxiosResponse
}

func (e *AxiosError) Error() string { return e.Code + ": " + e.Message }

// promise is the poor man's.
type promise[T any] struct {
	value T
	err   *AxiosError
}

func (p promise[T]) then(f func(T)) promise[T] {
	if p.err == nil {
		f(p.value)
	}
	return p
}

func (p promise[T]) catch(f func(*AxiosError)) promise[T] {
	if p.err != nil {
		f(p.err)
	}
	return p
}

func post[T any](a *medipimAxios, url, data string) promise[T] {
	var p promise[T]
	for retries := 0; ; retries++ {
		req, err := http.NewRequest(http.MethodPost, a.baseURL+url, strings.NewReader(data))
		if err != nil {
			p.err = &AxiosError{Code: "ERR_INVALID_URL", Message: err.Error()}
			return p
		}
		req.Header = a.headers.Clone()
		resp, err := a.client.Do(req)
		if err != nil {
			p.err = &AxiosError{Code: "ERR_NETWORK", Message: err.Error()}
			return p
		}
		if resp.StatusCode == http.StatusTooManyRequests && retries < 3 {
			resp.Body.Close()
			time.Sleep(time.Second << retries)
			continue
		}
		defer resp.Body.Close()
		if validateStatus(resp.StatusCode) {
			if err := json.NewDecoder(resp.Body).Decode(&p.value); err != nil {
				p.err = &AxiosError{Code: "ERR_BAD_RESPONSE", Message: err.Error()}
			}
			return p
		}
		r := &AxiosResponse{Status: resp.StatusCode, StatusText: http.StatusText(resp.StatusCode)}
		_ = json.NewDecoder(resp.Body).Decode(&r.Data)
		p.err = &AxiosError{Code: "ERR_BAD_REQUEST", Message: "Request failed with status code " + strconv.Itoa(r.Status), Response: r}
		return p
	}
}

func validateStatus(status int) bool { return status >= 200 && status < 300 }
