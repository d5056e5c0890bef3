// Package chatbot answers the pharmacists' questions in the support channel.
package chatbot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const endpoint = "https://api.medipim.be/v4/products/query"

type apiError struct {
	HTTPStatus int             `json:"-"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

func (e *apiError) Error() string {
	return fmt.Sprintf("product service: %s (%s)", e.Message, e.Code)
}

type Product struct {
	CNK    string `json:"cnk"`
	Name   string `json:"name"`
	Status string `json:"status"`
}

type Bot struct {
	hc       *http.Client
	keyID    string
	secret   string
	lastText string
}

func (b *Bot) query(ctx context.Context, filter any) ([]Product, error) {
	payload, err := json.Marshal(map[string]any{"filter": filter})
	if err != nil {
		return nil, err
	}
	var resp *http.Response
	for try := range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(payload))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(b.keyID, b.secret)
		resp, err = b.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || try == 4 {
			break
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(1<<try) * time.Second):
		}
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	if resp.StatusCode != http.StatusOK {
		return nil, readError(resp)
	}
	var page struct {
		Results []Product `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	return page.Results, nil
}

func readError(resp *http.Response) error {
	var body struct {
		Error apiError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return fmt.Errorf("product service: %s", resp.Status)
	}
	e := body.Error
	e.HTTPStatus = resp.StatusCode
	if e.Message == "" {
		e.Message = http.StatusText(resp.StatusCode)
	}
	return &e
}

func asAPI(err error) *apiError {
	var e *apiError
	if errors.As(err, &e) {
		return e
	}
	return nil
}
