// Package edge is the proxy in the pharmacies; it has to be small and fast.
package edge

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/valyala/fasthttp"
)

const medipimBase = "https://api.sandbox.medipim.be/v4"

type item struct {
	ID int `json:"id"`
}

var client = &fasthttp.Client{Name: "edge/2", MaxConnsPerHost: 4, ReadTimeout: 5 * time.Second}

func fill(req *fasthttp.Request, path string, body []byte) {
	req.SetRequestURI(medipimBase + path)
	req.Header.SetMethod(fasthttp.MethodPost)
	req.SetBody(body)
}

func asError(resp *fasthttp.Response) error {
	return fmt.Errorf("edge: %d: %.200s", resp.StatusCode(), resp.Body())
}

// medipimStock asks once.
func medipimStock(body []byte) (out []item, err error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	fill(req, "/products/query", body)
	if err := client.Do(req, resp); err != nil { // want medipimretry/missing
		return nil, err
	}
	if resp.StatusCode() != fasthttp.StatusOK {
		return nil, asError(resp)
	}
	err = json.Unmarshal(resp.Body(), &out)
	return out, err
}

var statusesToRepeat = [...]int{fasthttp.StatusTooManyRequests, fasthttp.StatusBadGateway}

// medipimSlowly is the loop of this package: fasthttp repeats for errors only.
func medipimSlowly(req *fasthttp.Request, resp *fasthttp.Response) error {
	wait := 200 * time.Millisecond
	for range 6 {
		if err := client.DoTimeout(req, resp, 10*time.Second); err != nil {
			return err
		}
		if !slices.Contains(statusesToRepeat[:], resp.StatusCode()) {
			return nil
		}
		time.Sleep(wait)
		wait *= 2
	}
	return nil
}

func medipimBrandIDs() (ids []int, err error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	fill(req, "/brands/query", nil)
	if err := medipimSlowly(req, resp); err != nil {
		return nil, err
	}
	if sc := resp.StatusCode(); sc < 200 || sc > 299 {
		return nil, asError(resp)
	}
	err = json.Unmarshal(resp.Body(), &ids)
	return ids, err
}

// medipimMediaIDs was written before the two above.
func medipimMediaIDs() (ids []int, err error) {
	_, body, err := client.Get(nil, medipimBase+"/media/ids") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	err = json.Unmarshal(body, &ids) // not reported: what Get yields beside the bytes, the status, is nowhere in sight
	return ids, err
}

// medipimFatal is the installer's check.
func medipimFatal() {
	status, body, err := fasthttp.Get(nil, medipimBase+"/brands/find?id=1")
	if err != nil {
		log.Fatal(err)
	}
	if status == fasthttp.StatusTooManyRequests { // want medipimretry/fatal
		log.Fatalf("edge: too fast: %s", body)
	}
	if status != fasthttp.StatusOK {
		log.Fatalf("edge: %d", status)
	}
	log.Printf("edge: ok, %d bytes", len(body))
}

// medipimHammer does not wait.
func medipimHammer(req *fasthttp.Request, resp *fasthttp.Response) error {
	for n := 0; n < 20; n++ {
		if err := client.Do(req, resp); err != nil {
			return err
		}
		if resp.StatusCode() != 429 { // want medipimretry/immediate
			break
		}
	}
	if resp.StatusCode() >= 400 {
		return asError(resp)
	}
	return nil
}

// ErrBusy is for the proxy's own handler, which answers 503 with a page that reloads itself.
var ErrBusy = errors.New("edge: busy")

func medipimPage(path string) ([]byte, error) {
	status, body, err := fasthttp.GetTimeout(nil, medipimBase+path, 3*time.Second)
	switch {
	case err != nil:
		return nil, err
	case status == 429:
		return nil, ErrBusy
	case status >= 300:
		return nil, fmt.Errorf("edge: %d", status)
	}
	return body, nil
}

// Handler is the proxy's.
func Handler(ctx *fasthttp.RequestCtx) {
	b, err := medipimPage(string(ctx.Path()))
	if errors.Is(err, ErrBusy) {
		ctx.Error("busy, this page reloads itself", fasthttp.StatusServiceUnavailable)
		return
	}
	if err != nil {
		ctx.Error(err.Error(), fasthttp.StatusBadGateway)
		return
	}
	ctx.SetBody(b)
}

// Run is the command's.
func Run(cmd string) (err error) {
	switch cmd {
	case "install":
		medipimFatal()
	case "stock":
		_, err = medipimStock([]byte("{}"))
	case "brands":
		_, err = medipimBrandIDs()
	case "media":
		_, err = medipimMediaIDs()
	case "hammer":
		var req fasthttp.Request
		var resp fasthttp.Response
		fill(&req, "/products/query", nil)
		err = medipimHammer(&req, &resp)
	}
	return err
}
