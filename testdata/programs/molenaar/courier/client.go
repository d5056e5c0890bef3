// Package courier talks to the couriers of the night shift.
package courier

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// ErrNoRide means that nobody rides.
var ErrNoRide = errors.New("courier: no ride")

// Client is a client.
type Client struct {
	Base string
	HTTP *http.Client
}

// Ride orders a ride; not_found and server_error are in their vocabulary too.
func (c *Client) Ride(to string) error {
	resp, err := c.HTTP.Post(c.Base+"/rides", "application/json", strings.NewReader(`{"to":"`+to+`"}`))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	switch env.Error.Status {
	case 0:
		return nil
	case http.StatusNotFound, http.StatusConflict:
		return ErrNoRide
	}
	if resp.StatusCode == http.StatusNotFound && env.Error.Code == "bad_request" {
		return ErrNoRide
	}
	if env.Error.Code == "unauthorized" || env.Error.Code == "429" {
		return ErrNoRide
	}
	if env.Error.Message == "Not found" || strings.HasPrefix(env.Error.Code, "ride_") {
		return ErrNoRide
	}
	return errors.New(env.Error.Message)
}
