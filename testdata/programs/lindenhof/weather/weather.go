// Package weather talks to a service for forecasts, with an envelope by chance alike.
package weather

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type forecast struct {
	Days []string `json:"days"`
}

// The body's number, a code of that service and a sentence decide.
func read(b []byte) error {
	var f failure
	if err := json.Unmarshal(b, &f); err != nil {
		return err
	}
	switch f.Error.Status {
	case 404:
		return errors.New("no such town")
	case 429:
		return errors.New("too many towns")
	}
	if f.Error.Code == "town_closed" || f.Error.Code == "not_found" {
		return errors.New("closed")
	}
	if strings.Contains(f.Error.Message, "rain") {
		return errors.New("rain")
	}
	return nil
}

// Nothing looks at the status here.
func Today(town string) (*forecast, error) {
	resp, err := http.Get("https://api.weather.example/v1/" + town)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	f := new(forecast)
	return f, json.NewDecoder(resp.Body).Decode(f)
}

// The status does not go with the code.
func odd(resp *http.Response, b []byte) bool {
	var f failure
	_ = json.Unmarshal(b, &f)
	return resp.StatusCode == 403 && f.Error.Code == "validation_failed"
}

var _ = []any{read, odd}
