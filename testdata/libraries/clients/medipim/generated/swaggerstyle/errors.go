// Package swaggerstyle is a client of Medipim in the style of go-swagger.
package swaggerstyle

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

type response interface {
	Code() int
	Body() io.ReadCloser
}

type consumer interface {
	Consume(io.Reader, any) error
}

type consumerFunc func(io.Reader, any) error

func (f consumerFunc) Consume(r io.Reader, v any) error { return f(r, v) }

func jsonConsumer() consumer {
	return consumerFunc(func(r io.Reader, v any) error { return json.NewDecoder(r).Decode(v) })
}

type httpResponse struct{ resp *http.Response }

func (h httpResponse) Code() int           { return h.resp.StatusCode }
func (h httpResponse) Body() io.ReadCloser { return h.resp.Body }

type model struct {
	Error *struct {
		Status  int64  `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type findNotFound struct{ Payload *model }

func (o *findNotFound) Error() string { return fmt.Sprintf("[404] %v", o.Payload) }

func (o *findNotFound) IsCode(code int) bool { return code == 404 }

func (o *findNotFound) read(r response, c consumer) error {
	o.Payload = new(model)
	return c.Consume(r.Body(), o.Payload)
}

type findDefault struct {
	status  int
	Payload *model
}

func (o *findDefault) Error() string { return fmt.Sprintf("[%d]", o.status) }

func (o *findDefault) IsCode(code int) bool { return o.status == code }

func (o *findDefault) read(r response, c consumer) error {
	o.Payload = new(model)
	return c.Consume(r.Body(), o.Payload)
}

func readResponse(r response, c consumer) error {
	switch r.Code() {
	case 404:
		o := &findNotFound{}
		if err := o.read(r, c); err != nil {
			return err
		}
		return o
	default:
		o := &findDefault{status: r.Code()}
		if err := o.read(r, c); err != nil {
			return err
		}
		return o
	}
}

func find(hc *http.Client) error {
	resp, err := hc.Get("https://api.medipim.be/v4/products/find") // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return readResponse(httpResponse{resp}, jsonConsumer())
}

func use(hc *http.Client) bool {
	switch e := find(hc).(type) {
	case *findNotFound:
		return true
	case *findDefault:
		if e.IsCode(403) {
			return false
		}
		if e.Payload.Error.Status == 403 { // want medipimstatus/branch
			return false
		}
		return e.Payload.Error.Code == "nope" // want medipimcode/unknown
	}
	return false
}
