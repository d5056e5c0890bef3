// Package sends has its sends in places that a repair must keep whole.
package sends

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

const base = "https://api.medipim.be/v4"

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func namedResults(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	resp, err = c.Do(req) // want medipimretry/missing
	if err != nil {
		return
	}
	defer resp.Body.Close()
	err = failed(resp)
	return nil, err
}

func generic[T fmt.Stringer](c *http.Client, id T) error {
	resp, err := c.Get(base + "/products/find?id=" + id.String()) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func inCondition(c *http.Client, req *http.Request) error {
	if resp, err := c.Do(req); err != nil { // want medipimretry/missing
		return err
	} else if resp.StatusCode >= 300 {
		resp.Body.Close()
		return fmt.Errorf("medipim: %s", resp.Status)
	} else {
		return resp.Body.Close()
	}
}

func inSwitch(c *http.Client, req *http.Request) error {
	switch resp, err := c.Do(req); { // want medipimretry/missing
	case err != nil:
		return err
	default:
		defer resp.Body.Close()
		return failed(resp)
	}
}

func overLines(ctx context.Context, values url.Values) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost,
		base+"/products/query", strings.NewReader(values.Encode()))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient. // want medipimretry/missing
						Do(req /* with a body */)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

type client struct{ *http.Client }

func (c client) embedded(query string) error {
	resp, err := c.Post(base+"/products/query", "application/json", // want medipimretry/missing
		strings.NewReader(query)) // the query
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

// A variable of the package is initialised with a closure.
var ping = func() error {
	resp, err := (&http.Client{}).Get(base + "/ping") // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

// A pipe is read once.
func piped(c *http.Client, write func(io.Writer) error) error {
	r, w := io.Pipe()
	go func() { w.CloseWithError(write(w)) }()
	resp, err := c.Post(base+"/media/upload", "image/png", r) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

// A method value is a send where it is called.
func methodValue(c *http.Client, req *http.Request) error {
	do := c.Do
	resp, err := do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

var errStop = errors.New("stop")

// In a goroutine of a loop, and under a label.
func labelled(c *http.Client, requests []*http.Request) (err error) {
loop:
	for _, req := range requests {
		switch resp, e := c.Do(req); { // want medipimretry/missing
		case errors.Is(e, errStop):
			break loop
		case e != nil:
			return e
		default:
			resp.Body.Close()
			if err = failed(resp); err != nil {
				break loop
			}
		}
	}
	return err
}
