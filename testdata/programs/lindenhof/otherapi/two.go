// Package otherapi talks to the product catalogue and to a parcel service.
package otherapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const (
	catalogueURL = "https://api.medipim.be/v4/products/query"
	parcelURL    = "https://api.parcelhub.example/v1/labels"
)

type fault struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type parcelFault struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// The parcel service has its own words and numbers in the body.
func label(ctx context.Context, payload []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, parcelURL, bytes.NewReader(payload))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var f parcelFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return err
	}
	switch {
	case f.Error.Status == 404:
		return errors.New("no such address")
	case f.Error.Code == "label_expired":
		return errors.New("print again")
	case f.Error.Message == "Too heavy":
		return errors.New("split it")
	}
	return nil
}

// The catalogue's limit is waited for, and the failure's number is the body's.
func query(ctx context.Context, payload []byte) error {
	for try := 1; ; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, catalogueURL, bytes.NewReader(payload))
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests && try < 5 {
			time.Sleep(time.Duration(try) * time.Second)
			continue
		}
		if resp.StatusCode < 400 {
			return nil
		}
		var f fault
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		if f.Error.Status == 404 { // want medipimstatus/branch
			return errors.New("no such product")
		}
		if f.Error.Code == "catalogue_closed" { // want medipimcode/unknown
			return errors.New("closed")
		}
		return errors.New(f.Error.Message)
	}
}

// The catalogue's limit is waited for, and the failure's number is the line's.
func queryLine(ctx context.Context, payload []byte) error {
	for try := 1; ; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, catalogueURL, bytes.NewReader(payload))
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests && try < 5 {
			time.Sleep(time.Duration(try) * time.Second)
			continue
		}
		if resp.StatusCode < 400 {
			return nil
		}
		var f fault
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		if resp.StatusCode == 404 && f.Error.Code == "not_found" {
			return errors.New("no such product")
		}
		return fmt.Errorf("%d: %s", f.Error.Status, f.Error.Message)
	}
}

var _ = []any{label, query, queryLine}
