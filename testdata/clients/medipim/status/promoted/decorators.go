package promoted

import (
	"io"
	"net/http"
)

// Decorators embed the interface itself.

type answer interface{ Code() int }

type core struct{ d *detail }

func (c core) Code() int { return c.d.Status }

type logged struct {
	answer
	name string
}

type counted struct{ *logged }

func decorated(b []byte) bool {
	f, err := read(b)
	if err != nil {
		return false
	}
	d, ok := f.(*detail)
	if !ok {
		return false
	}
	var a answer = counted{&logged{answer: core{d}, name: "stock"}}
	return a.Code() == http.StatusNotFound // want medipimstatus/branch
}

type line struct{ resp *http.Response }

func (l line) Figure() int { return l.resp.StatusCode }

type closer interface {
	io.Closer
	Figure() int
}

type kept struct {
	line
	io.Closer
}

func keptLine(resp *http.Response) bool {
	var c closer = kept{line{resp}, resp.Body}
	defer c.Close()
	return c.Figure() == http.StatusNotFound
}
