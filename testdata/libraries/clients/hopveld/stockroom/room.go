package stockroom

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	gojson "github.com/goccy/go-json"
	"github.com/hashicorp/go-retryablehttp"
)

const queryURL = "https://api.medipim.be/v4/products/query"

// Stock is plain data.
type Stock struct {
	Results []struct {
		ID json.Number `json:"id"`
	} `json:"results"`
}

// read looks at the status line before it decodes: silent, whoever calls it.
func read(resp *http.Response, out any) error {
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("stock: %s", resp.Status)
	}
	return gojson.NewDecoder(resp.Body).Decode(out)
}

// Default uses the library as it comes, which repeats the rate limit: silent.
func Default(ctx context.Context, body []byte) (*Stock, error) {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, queryURL, body)
	if err != nil {
		return nil, err
	}
	resp, err := retryablehttp.NewClient().Do(req)
	if err != nil {
		return nil, err
	}
	out := &Stock{}
	return out, read(resp, out)
}

// Room keeps a client whose policy is narrow; the report is in serverOnly.
type Room struct{ hc *retryablehttp.Client }

// NewRoom installs serverOnly.
func NewRoom() *Room {
	hc := retryablehttp.NewClient()
	hc.RetryMax, hc.CheckRetry = 6, serverOnly
	return &Room{hc: hc}
}

// Stock goes through Room's client.
func (r *Room) Stock(body []byte) (*Stock, error) {
	resp, err := r.hc.Post(queryURL, "application/json", body)
	if err != nil {
		return nil, err
	}
	out := new(Stock)
	return out, read(resp, out)
}

// Shelf hands out the library's client as a standard one, with the narrow list behind it; see listed.
func Shelf() *http.Client {
	hc := retryablehttp.NewClient()
	hc.CheckRetry = listed
	return hc.StandardClient()
}

// FromShelf goes through Shelf's client; the report is in listed.
func FromShelf(ctx context.Context) (*Stock, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, http.NoBody)
	if err != nil {
		return nil, err
	}
	resp, err := Shelf().Do(req)
	if err != nil {
		return nil, err
	}
	out := new(Stock)
	return out, read(resp, out)
}

// Once switches retries off altogether: reported at the constructor.
func Once(body []byte) (*Stock, error) {
	hc := retryablehttp.NewClient() // want medipimretry/library
	hc.RetryMax = 0
	resp, err := hc.Post(queryURL, "application/json", body)
	if err != nil {
		return nil, err
	}
	out := new(Stock)
	return out, read(resp, out)
}

// Widened goes through a policy that starts from the library's own: silent.
func Widened(body []byte) (*Stock, error) {
	hc := retryablehttp.NewClient()
	hc.CheckRetry = widened
	hc.ErrorHandler = retryablehttp.PassthroughErrorHandler
	resp, err := hc.Post(queryURL, "application/json", body)
	if err != nil {
		return nil, err
	}
	out := new(Stock)
	return out, read(resp, out)
}

// Cellar embeds the library's client and sets its policy in a literal of options.
type Cellar struct{ *retryablehttp.Client }

// Tune is a set of optional adjustments.
type Tune struct {
	Check retryablehttp.CheckRetry
	Tries int
}

// NewCellar applies what is set: both policies that this package passes cover the rate limit.
func NewCellar(t Tune) Cellar {
	c := Cellar{retryablehttp.NewClient()}
	if t.Check != nil {
		c.CheckRetry = t.Check
	}
	if t.Tries > 0 {
		c.RetryMax = t.Tries
	}
	return c
}

var cellar = NewCellar(Tune{Check: allBut, Tries: 8})

// FromCellar goes through allBut: silent.
func FromCellar(body []byte) (*Stock, error) {
	resp, err := cellar.Post(queryURL, "application/json", body)
	if err != nil {
		return nil, err
	}
	out := new(Stock)
	return out, read(resp, out)
}

// keeper is the library's client as it comes.
var keeper = retryablehttp.NewClient()

// Blind decodes whatever came; the client repeats the rate limit, but other errors reach the decode: reported there.
func Blind(body []byte) (*Stock, error) {
	resp, err := keeper.Post(queryURL, "application/json", body)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out Stock
	if err := gojson.NewDecoder(resp.Body).Decode(&out); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return &out, nil
}

// ErrLocked is for the one status that Partly looks at.
var ErrLocked = errors.New("stock: the key is not accepted")

// Partly keeps one error status away from the decode and lets the others through: reported on the decode.
func Partly(body []byte) (*Stock, error) {
	resp, err := cellar.Post(queryURL, "application/json", body)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return nil, ErrLocked
	}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	out := new(Stock)
	return out, gojson.Unmarshal(raw, out) // want medipimunchecked/partial
}

// Bytes hands the body up as data without a look: reported on the return.
func Bytes(body []byte) ([]byte, error) {
	resp, err := keeper.Post(queryURL, "application/json", body)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// BytesAndStatus hands the status up with the bytes: silent.
func BytesAndStatus(body []byte) (int, []byte, error) {
	resp, err := cellar.Post(queryURL, "application/json", body)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return resp.StatusCode, raw, err
}

// refuse lets only good answers through, above the library's retries.
type refuse struct{ next http.RoundTripper }

// RoundTrip makes an error of whatever is not 2xx.
func (s refuse) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		resp.Body.Close()
		return nil, fmt.Errorf("stock: %s", resp.Status)
	}
	return resp, nil
}

// Strict decodes without a look of its own: refuse kept the errors away, and the library below it repeats: silent.
func Strict(body []byte) (*Stock, error) {
	again := &retryablehttp.RoundTripper{Client: retryablehttp.NewClient()}
	hc := &http.Client{Transport: refuse{again}, Timeout: time.Minute}
	resp, err := hc.Post(queryURL, "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	out := new(Stock)
	return out, gojson.NewDecoder(resp.Body).Decode(out)
}
