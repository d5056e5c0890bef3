// Package hooks has libraries call functions with every answer, whose errors become the send's.
package hooks

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"

	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
	resty3 "resty.dev/v3"
)

type page struct {
	Results []json.RawMessage `json:"results"`
}

var errSlow = errors.New("the API asks to slow down")

// The hook makes one general error of all refusals: they stay away from the data, and nothing tells a 429 apart.
type General struct{ rc *resty3.Client }

func NewGeneral(base string) General {
	return General{resty3.New().SetBaseURL(base).AddResponseMiddleware(refuse)}
}

func refuse(_ *resty3.Client, res *resty3.Response) error {
	if res.StatusCode() >= 400 {
		return fmt.Errorf("refused: %s", res.Status())
	}
	return nil
}

func (g General) Page(body any) (*page, error) {
	res, err := g.rc.R().SetBody(body).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	p := new(page)
	return p, json.Unmarshal(res.Bytes(), p)
}

// This hook knows the 429 and lets other errors through.
var throttled = req.C().OnAfterResponse(func(_ *req.Client, resp *req.Response) error {
	if resp.GetStatusCode() == http.StatusTooManyRequests {
		return errSlow
	}
	return nil
})

func Page(url string) (*page, error) {
	resp, err := throttled.R().Get(url)
	if err != nil {
		return nil, err
	}
	p := new(page)
	return p, json.Unmarshal(resp.Bytes(), p) // want medipimunchecked/partial
}

// So does this one, and a caller waits for its error.
type status struct{ http int }

func (s *status) Error() string { return http.StatusText(s.http) }

type Typed struct{ rc *resty.Client }

func NewTyped() *Typed {
	t := new(Typed)
	t.rc = resty.New()
	t.rc.OnAfterResponse(t.check)
	return t
}

func (t *Typed) check(_ *resty.Client, resp *resty.Response) error {
	switch {
	case resp.StatusCode() == http.StatusTooManyRequests:
		return errSlow
	case resp.IsError():
		return &status{resp.StatusCode()}
	}
	return nil
}

func (t *Typed) Page(body any) (*page, error) {
	resp, err := t.rc.R().SetBody(body).Post("https://api.medipim.be/v4/products/query")
	if err != nil {
		return nil, err
	}
	p := new(page)
	return p, json.Unmarshal(resp.Body(), p)
}

// What the caller makes of that error is judged there.
func (t *Typed) Count(body any) (int, error) {
	p, err := t.Page(body)
	if errors.Is(err, errSlow) { // want medipimretry/swallowed
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return len(p.Results), nil
}

// A hook before the request, one that only writes, and one on another client keep nothing away.
type Watched struct{ rc, other *resty.Client }

func NewWatched() *Watched {
	w := &Watched{rc: resty.New(), other: resty.New()}
	w.rc.OnBeforeRequest(func(_ *resty.Client, r *resty.Request) error {
		if r.URL == "" {
			return errSlow
		}
		return nil
	})
	w.rc.OnAfterResponse(func(_ *resty.Client, resp *resty.Response) error {
		if resp.StatusCode() == http.StatusTooManyRequests {
			log.Print("throttled")
		}
		return nil
	})
	w.other.OnAfterResponse(func(_ *resty.Client, resp *resty.Response) error {
		if resp.IsError() {
			return errSlow
		}
		return nil
	})
	return w
}

func (w *Watched) Page(body any) (*page, error) {
	resp, err := w.rc.R().SetBody(body).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	p := new(page)
	err = json.Unmarshal(resp.Body(), p) // want medipimunchecked/unchecked
	return p, err
}
