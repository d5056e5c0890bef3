// Command pricewatch is the lambda that compares our prices with the recommended ones.

//medipimlint:client
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

type Event struct {
	CNKs []string `json:"cnks"`
	Job  struct {
		Status int `json:"status"`
	} `json:"job"`
}

type Outcome struct {
	Checked int      `json:"checked"`
	Problem string   `json:"problem,omitempty"`
	Retry   bool     `json:"retry"`
	Notes   []string `json:"notes,omitempty"`
}

type answer struct {
	status int
	body   []byte
}

// ask sends the query; 429 is tried again, four times, with jitter.
func ask(ctx context.Context, payload string) (*answer, error) {
	wait := 500 * time.Millisecond
	for i := 0; ; i++ {
		req, err := http.NewRequestWithContext(ctx, "POST", os.Getenv("PRODUCT_API")+"/v4/products/query", bytes.NewBufferString(payload))
		if err != nil {
			return nil, err
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			return nil, err
		}
		if res.StatusCode == 429 && i < 4 {
			time.Sleep(wait + rand.N(wait))
			wait *= 2
			continue
		}
		return &answer{status: res.StatusCode, body: raw}, nil
	}
}

func handle(ctx context.Context, ev Event) (Outcome, error) {
	// the status of the job that the step function hands us
	if ev.Job.Status == 3 {
		return Outcome{}, nil
	}
	var out Outcome
	for _, cnk := range ev.CNKs {
		a, err := ask(ctx, `{"filter":{"cnk":"`+cnk+`"}}`)
		if err != nil {
			return out, err
		}
		if a.status/100 != 2 {
			stop, err := failure(a, &out)
			if err != nil {
				return out, err
			}
			if stop {
				return out, nil
			}
			continue
		}
		out.Checked++
		price := gjson.GetBytes(a.body, "results.0.publicPrice").Float()
		if gjson.GetBytes(a.body, "results.0.status").String() == "withdrawn" || price == 0 {
			out.Notes = append(out.Notes, cnk+" has no price")
		}
	}
	return out, nil
}

func failure(a *answer, out *Outcome) (stop bool, err error) {
	e := gjson.GetBytes(a.body, "error")
	log.Printf("api: http=%d body=%d code=%s: %s", a.status, e.Get("status").Int(), e.Get("code").Str, e.Get("message").Str)

	if s := e.Get("status").Int(); s != int64(a.status) {
		log.Printf("api: body says %d, the response %d", s, a.status)
	}
	// a page of the load balancer, not an answer of the application
	if !e.Exists() {
		return false, fmt.Errorf("http %d", a.status)
	}
	if a.status == http.StatusNotFound {
		switch e.Get("code").String() {
		case "not_found":
			out.Notes = append(out.Notes, "unknown product")
			return false, nil
		case "http_method_not_allowed": // want medipimpair/impossible
			return true, fmt.Errorf("wrong method")
		}
	}
	if gjson.GetBytes(a.body, "error.status").Int() >= 500 { // want medipimstatus/branch
		out.Retry = true
		return true, nil
	}
	if a.status >= 400 && a.status < 500 && e.Get("code").String() == "server_error" { // want medipimpair/impossible
		out.Retry = true
		return true, nil
	}
	if a.status >= 500 && e.Get("code").String() == "server_error" {
		out.Retry = true
		out.Problem = "internal_server_error"
		return true, nil
	}
	code := e.Get("code").String()
	if strings.HasPrefix(code, "auth.") { // want medipimcode/prefix
		out.Problem = "credentials"
		return true, nil
	}
	if strings.HasPrefix(code, "authentication.api_key") {
		out.Problem = "key"
		return true, nil
	}
	if out.Problem == "internal_server_error" {
		return true, nil
	}
	if code == "" {
		code = "unreadable"
	}
	if code == "unreadable" {
		return true, fmt.Errorf("http %d without a code", a.status)
	}
	return true, fmt.Errorf("%s: %s", code, gjson.GetBytes(a.body, "error.message"))
}

// summary is for the mail to the buyers.
func summary(body []byte) string {
	r := gjson.ParseBytes(body)
	if r.Get("error.message").String() == "API key is not active" { // want medipimmessage/text
		return "the key expired"
	}
	if m := r.Get("error.message"); m.Exists() && m.Str != "" {
		return m.Str
	}
	if r.Get("meta.message").String() == "partial" {
		return "not all results"
	}
	return "no problem"
}

func main() {
	ev := Event{CNKs: os.Args[1:]}
	out, err := handle(context.Background(), ev)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out, summary(nil))
}
