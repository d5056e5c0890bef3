// Package transport is the lower layer of a client.
package transport

import (
	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
	"github.com/tidwall/gjson"
)

const host = "https://api.medipim.be"

// Call fills out or fail.
func Call(rc *resty.Client, path string, out, fail any) (*resty.Response, error) {
	return rc.R().SetResult(out).SetError(fail).Post(host + path)
}

// Load fills fail.
func Load(c *req.Client, path string, fail interface{}) error {
	resp, err := c.R().SetErrorResult(fail).Get(host + path) // want medipimretry/missing
	if err != nil {
		return err
	}
	return resp.Err
}

// Status reads the status of an error body.
func Status(body []byte) int64 { return gjson.GetBytes(body, "error.status").Int() }

// Code reads the code of an error body.
func Code(body []byte) string {
	r := gjson.GetBytes(body, "error")
	return r.Get("code").String()
}

// Failure is what the body said.
type Failure struct {
	Status int64
	Code   string
	HTTP   int
}

// Parse makes a failure.
func Parse(body []byte, status int) *Failure {
	f := &Failure{HTTP: status}
	gjson.GetBytes(body, "error").ForEach(func(k, v gjson.Result) bool {
		switch k.Str {
		case "status":
			f.Status = v.Int()
		case "code":
			f.Code = v.Str
		}
		return true
	})
	return f
}

// Field reads any field.
func Field(body []byte, name string) string { return gjson.GetBytes(body, name).String() }
