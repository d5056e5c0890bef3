package helpers

import (
	"io"
	"net/http"
	"net/url"
	"strings"
)

// doWithRetry has the helper's name and does something else.
func doWithRetry(n int) int { return n + 1 }

func media(id string) error {
	resp, err := http.Get(base + "/media/find?id=" + url.QueryEscape(id)) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func tag(c http.Client, tag string) error {
	resp, err := c.PostForm(base+"/media/tag", url.Values{"tag": {tag}}) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func ask(c *http.Client, query string) error {
	var body io.Reader = strings.NewReader(query)
	resp, err := c.Post( // want medipimretry/missing
		base+"/media/query",
		"application/json",
		body,
	)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func over(c *http.Client, req *http.Request) error {
	resp, err := c.Do( // want medipimretry/missing
		req,
	)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

// A client with a Do of its own is not what its Get goes through.
type client struct{ *http.Client }

func (c client) Do(*http.Request) (*http.Response, error) { return nil, http.ErrNotSupported }

func (c client) own(id string) error {
	resp, err := c.Get(base + "/media/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}
