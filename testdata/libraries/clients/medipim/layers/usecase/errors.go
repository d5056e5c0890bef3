// Package usecase uses the lower layer.
package usecase

import (
	"errors"

	"example.com/libraries/clients/medipim/layers/transport"
	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
)

var errGone = errors.New("gone")

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func call(rc *resty.Client) error {
	var env envelope
	resp, err := transport.Call(rc, "/v4/products/query", nil, &env) // want medipimretry/missing
	if err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	if resp.StatusCode() == 404 && env.Error.Code == "nope" { // want medipimcode/unknown
		return errGone
	}
	return nil
}

func load(c *req.Client) error {
	var env envelope
	err := transport.Load(c, "/v4/x", &env)
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return err
}

func status(body []byte) bool {
	return transport.Status(body) == 404 || transport.Code(body) == "nope" // want medipimstatus/branch medipimcode/unknown
}

func parse(body []byte, st int) bool {
	f := transport.Parse(body, st)
	if f.HTTP == 404 {
		return true
	}
	return f.Status == 404 || f.Code == "nope" // want medipimstatus/branch medipimcode/unknown
}

func field(body []byte) bool {
	return transport.Field(body, "result.status") == "active"
}
