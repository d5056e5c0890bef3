// Package brandimport imports brands.
package brandimport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"

	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/gojek/heimdall/v7/hystrix"
)

const brandsURL = "https://api.medipim.fr/v4/brands/query"

var jsonHeader = http.Header{"Content-Type": {"application/json"}}

// Brand is a brand.
type Brand struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

func brands(resp *http.Response) ([]Brand, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("brands: status %d", resp.StatusCode)
	}
	var out []Brand
	return out, json.NewDecoder(resp.Body).Decode(&out)
}

// Importer imports.
type Importer struct{ client heimdall.Client }

// NewImporter makes an Importer. Heimdall retries 5xx.
func NewImporter() *Importer {
	wait := heimdall.NewExponentialBackoff(100*time.Millisecond, 10*time.Second, 2, 50*time.Millisecond)
	client := httpclient.NewClient( // want medipimretry/library
		httpclient.WithHTTPTimeout(20*time.Second),
		httpclient.WithRetryCount(4),
		httpclient.WithRetrier(heimdall.NewRetrier(wait)),
	)
	return &Importer{client: client}
}

// Page imports a page.
func (i *Importer) Page(n int) ([]Brand, error) {
	resp, err := i.client.Post(brandsURL, bytes.NewReader(fmt.Appendf(nil, `{"page":%d}`, n)), jsonHeader)
	if err != nil {
		return nil, err
	}
	return brands(resp)
}

// Guarded is behind a circuit breaker.
func Guarded(n int) ([]Brand, error) {
	c := hystrix.NewClient(hystrix.WithCommandName("brands"), hystrix.WithRetryCount(2), hystrix.WithErrorPercentThreshold(40)) // want medipimretry/library
	resp, err := c.Post(brandsURL, bytes.NewReader(fmt.Appendf(nil, `{"page":%d}`, n)), jsonHeader)
	if err != nil {
		return nil, err
	}
	return brands(resp)
}

// Simple has a time-out only.
func Simple() ([]Brand, error) {
	c := httpclient.NewClient(httpclient.WithHTTPTimeout(5 * time.Second))
	resp, err := c.Get("https://api.medipim.fr/v4/brands/all", nil) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return brands(resp)
}

// ByName looks a brand up. Nothing found and nothing said are the same here.
func ByName(name string) (*Brand, error) {
	b, err := json.Marshal(map[string]string{"name": name})
	if err != nil {
		return nil, err
	}
	resp, err := httpclient.NewClient().Post(brandsURL, bytes.NewReader(b), jsonHeader)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusNotFound, http.StatusNoContent:
		return nil, nil
	case http.StatusTooManyRequests: // want medipimretry/swallowed
		log.Printf("brand %q: throttled", name)
		return nil, nil
	}
	bs, err := brands(resp)
	if err != nil || len(bs) == 0 {
		return nil, err
	}
	return &bs[0], nil
}

// pausing is a Doer that knows 429.
type pausing struct{ next *http.Client }

func (p pausing) Do(req *http.Request) (*http.Response, error) {
	for pause := time.Second; ; pause *= 2 {
		resp, err := p.next.Do(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || pause > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		if req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		time.Sleep(pause)
	}
}

// Logo reads the logo of a brand.
func Logo(id int) ([]byte, error) {
	c := httpclient.NewClient(httpclient.WithHTTPClient(pausing{http.DefaultClient}))
	resp, err := c.Get(fmt.Sprintf("https://api.medipim.fr/v4/brands/%d/logo", id), nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return nil, errors.New("logo: the key is refused")
	}
	return io.ReadAll(resp.Body) // want medipimunchecked/partial
}

// Underneath retries 5xx with heimdall, and 429 underneath it.
// ok: the client below handles 429
func Underneath(n int) ([]Brand, error) {
	c := httpclient.NewClient(
		httpclient.WithHTTPClient(pausing{&http.Client{Timeout: time.Minute}}),
		httpclient.WithRetryCount(3),
		httpclient.WithRetrier(heimdall.NewRetrier(heimdall.NewConstantBackoff(time.Second, 0))),
	)
	req, err := http.NewRequest(http.MethodPost, brandsURL, bytes.NewReader(fmt.Appendf(nil, `{"page":%d}`, n)))
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	return brands(resp)
}

// Around retries 429 around heimdall.
// ok: a loop with a pause around the client
func Around(n int) ([]Brand, error) {
	c := httpclient.NewClient(httpclient.WithRetryCount(2))
	for try := range 5 {
		resp, err := c.Post(brandsURL, bytes.NewReader(fmt.Appendf(nil, `{"page":%d}`, n)), jsonHeader)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Second << try)
			continue
		}
		return brands(resp)
	}
	return nil, errors.New("brands: throttled five times")
}

// TooMany is a 429.
type TooMany struct{ *http.Response }

func (t TooMany) Error() string { return "too many requests" }

// Told says that it was too fast.
// ok: an error type made for 429
func Told(n int) ([]Brand, error) {
	c := hystrix.NewClient(hystrix.WithCommandName("brands-told"))
	resp, err := c.Post(brandsURL, bytes.NewReader(fmt.Appendf(nil, `{"page":%d}`, n)), jsonHeader)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, TooMany{resp}
	}
	return brands(resp)
}

// Logos reads logos, and looks first.
// ok: the status is looked at before the bytes are returned
func Logos(ids []int) (map[int][]byte, error) {
	c := httpclient.NewClient(httpclient.WithHTTPClient(pausing{http.DefaultClient}))
	out := make(map[int][]byte)
	for _, id := range ids {
		resp, err := c.Get(fmt.Sprintf("https://api.medipim.fr/v4/brands/%d/logo", id), nil)
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("logo %d: %s", id, b)
		}
		out[id] = b
	}
	return out, nil
}

// Newsletter posts to the mailing service.
// ok: another host
func Newsletter(text string) error {
	c := httpclient.NewClient(httpclient.WithRetryCount(3))
	resp, err := c.Post("https://mail.example.com/send", bytes.NewBufferString(text), nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
