// Package names gives the usual names to other things.
package names

import (
	"encoding/json"
	"errors"
	"fmt"
	nethttp "net/http"
	"strconv"
)

const findURL = "https://api.medipim.be/v4/products/find"

// These would be taken by a repair that does not look.
var (
	http  = nethttp.DefaultClient
	time  = "noon"
	rand  = 4
	io    = "input and output"
	retry = 3
)

func send() error {
	resp, err := http.Get(findURL) // want medipimretry/missing
	if err != nil {
		return fmt.Errorf("at %s: %w", time, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status + io + strconv.Itoa(rand*retry))
	}
	return nil
}

type envelope struct {
	Error struct {
		Status string `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// A package that the conversion needs has a local of its name.
func local(resp *nethttp.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	strconv := "404"
	if env.Error.Status == strconv { // want medipimstatus/branch
		return nil
	}
	return errors.New(env.Error.Code)
}

// The response has a name that is easily taken for something else.
func err(err *nethttp.Response) (e error) {
	var env envelope
	if e = json.NewDecoder(err.Body).Decode(&env); e != nil {
		return
	}
	if env.Error.Status == "404" { // want medipimstatus/branch
		return nil
	}
	e = errors.New(env.Error.Code)
	return
}
