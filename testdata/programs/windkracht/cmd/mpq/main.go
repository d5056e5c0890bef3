// Command mpq asks the product API from a terminal.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
)

// medipimClient is all that mpq needs.
type medipimClient struct {
	base string
	id   string
	key  string
	http *http.Client
}

type apiError struct {
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
	HTTP       int             `json:"-"`
}

func (e *apiError) Error() string { return e.Code + ": " + e.Message }

// plainError is what the first version of mpq had; some subcommands still use it.
type plainError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e plainError) Error() string { return e.Message }

var errTooMany = errors.New("rate limit reached")

func usage() int {
	fmt.Fprintln(os.Stderr, "usage: mpq find|show|brands|ping|save|check|submit|name [flags]")
	return 2
}

func die(code int, format string, a ...any) {
	fmt.Fprintf(os.Stderr, "mpq: "+format+"\n", a...)
	os.Exit(code)
}

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	if len(args) == 0 {
		return usage()
	}
	fs := flag.NewFlagSet(args[0], flag.ExitOnError)
	id := fs.String("id", "", "product id")
	fs.Parse(args[1:])
	mc := &medipimClient{
		base: os.Getenv("MPQ_BASE"),
		id:   os.Getenv("MPQ_ID"),
		key:  os.Getenv("MPQ_KEY"),
		http: &http.Client{Timeout: 20 * time.Second},
	}
	var err error
	switch args[0] {
	case "find":
		mc.find(*id)
	case "show":
		err = mc.show(*id)
	case "brands":
		err = mc.brands()
	case "ping":
		err = mc.ping()
	case "check":
		err = mc.check(fs.Args())
	case "submit":
		err = mc.submit(os.Stdin)
	case "submit2":
		err = mc.submitLoudly(os.Stdin)
	case "name":
		err = mc.name(*id)
	case "watch":
		err = mc.watch(*id)
	case "insist":
		mc.insist(*id)
	default:
		return usage()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mpq:", err)
		return 1
	}
	return 0
}

func (mc *medipimClient) req(method, path string, body io.Reader) *http.Request {
	r, err := http.NewRequest(method, mc.base+path, body)
	if err != nil {
		die(2, "%v", err)
	}
	r.SetBasicAuth(mc.id, mc.key)
	return r
}

func (mc *medipimClient) find(id string) {
	resp, err := mc.http.Do(mc.req("GET", "/v4/products/find?id="+url.QueryEscape(id), nil))
	if err != nil {
		die(1, "%v", err)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200:
		io.Copy(os.Stdout, resp.Body)
	case 404:
		die(1, "no such product")
	case 429: // want medipimretry/fatal
		die(75, "slow down")
	default:
		die(1, "%s", resp.Status)
	}
}

// get is the version that tells its caller.
func (mc *medipimClient) get(path string) ([]byte, error) {
	resp, err := mc.http.Do(mc.req("GET", path, nil))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, fmt.Errorf("GET %s: %w", path, errTooMany)
	}
	if resp.StatusCode/100 != 2 {
		e := &apiError{HTTP: resp.StatusCode}
		json.NewDecoder(resp.Body).Decode(&struct {
			Error *apiError `json:"error"`
		}{e})
		return nil, e
	}
	return io.ReadAll(resp.Body)
}

func (mc *medipimClient) show(id string) error {
	b, err := mc.get("/v4/products/find?id=" + url.QueryEscape(id))
	if errors.Is(err, errTooMany) {
		time.Sleep(time.Minute)
		b, err = mc.get("/v4/products/find?id=" + url.QueryEscape(id))
	}
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(b)
	return err
}

func (mc *medipimClient) brands() error {
	b, err := mc.get("/v4/brands/find?all=1")
	if err != nil {
		if errors.Is(err, errTooMany) { // want medipimretry/fatal
			log.Fatalln("the API is busy:", err)
		}
		return err
	}
	var names []string
	if err := json.Unmarshal(b, &names); err != nil {
		return err
	}
	slices.Sort(names)
	fmt.Println(strings.Join(names, "\n"))
	return nil
}

func (mc *medipimClient) ping() error {
	start := time.Now()
	resp, err := mc.http.Head(mc.base + "/v4/ping") // want medipimretry/missing
	if err != nil {
		return err
	}
	resp.Body.Close()
	fmt.Printf("%s in %v\n", resp.Status, time.Since(start))
	return nil
}

// check goes on with the next id when one is throttled.
func (mc *medipimClient) check(ids []string) error {
	for _, id := range ids {
		b, err := mc.get("/v4/products/find?fields=id&id=" + url.QueryEscape(id))
		var ae *apiError
		switch {
		case err == nil:
			fmt.Printf("%s\tok\t%d bytes\n", id, len(b))
		case errors.As(err, &ae) && ae.HTTP == http.StatusNotFound:
			fmt.Printf("%s\tgone\n", id)
		case errors.Is(err, errTooMany): // want medipimretry/swallowed
			fmt.Printf("%s\tskipped\n", id)
		default:
			return err
		}
	}
	return nil
}

// watch polls; a throttled poll makes the next one come later.
func (mc *medipimClient) watch(id string) error {
	pause := 5 * time.Second
	var last string
	for {
		b, err := mc.get("/v4/products/find?fields=updated&id=" + url.QueryEscape(id))
		switch {
		case errors.Is(err, errTooMany):
			pause = min(2*pause, 5*time.Minute)
		case err != nil:
			return err
		case string(b) != last:
			last = string(b)
			fmt.Println(time.Now().Format(time.TimeOnly), last)
		}
		time.Sleep(pause)
	}
}

// insist gives up for good, after six tries.
func (mc *medipimClient) insist(id string) {
	var err error
	for i := range 6 {
		var b []byte
		b, err = mc.get("/v4/products/find?id=" + url.QueryEscape(id))
		if err == nil {
			os.Stdout.Write(b)
			return
		}
		if !errors.Is(err, errTooMany) {
			break
		}
		time.Sleep(time.Duration(1<<i) * time.Second)
	}
	if errors.Is(err, errTooMany) {
		log.Fatal("still throttled after six tries")
	}
	log.Fatal(err)
}

func (mc *medipimClient) submit(in io.Reader) error {
	doc, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	resp, err := mc.http.Do(mc.req("POST", "/v4/corrections", strings.NewReader(string(doc))))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return errTooMany
	}
	if resp.StatusCode < 400 {
		return nil
	}
	var body struct {
		Error plainError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return errors.New(resp.Status)
	}
	if body.Error.Code == "validation_failed" { // want medipimviolations/dropped
		fmt.Fprintln(os.Stderr, "the API does not accept this document")
	}
	return body.Error
}

func (mc *medipimClient) submitLoudly(in io.Reader) error {
	doc, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	resp, err := mc.http.Do(mc.req("POST", "/v4/corrections", strings.NewReader(string(doc))))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return errTooMany
	}
	if resp.StatusCode < 400 {
		return nil
	}
	var body struct {
		Error apiError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return errors.New(resp.Status)
	}
	if body.Error.Code == "validation_failed" {
		fmt.Fprintln(os.Stderr, "the API does not accept this document:")
		fmt.Fprintln(os.Stderr, string(body.Error.Violations))
	}
	return &body.Error
}

// name finds the error by its presence, and nothing else.
func (mc *medipimClient) name(id string) error {
	resp, err := mc.http.Do(mc.req("GET", "/v4/products/find?fields=name&id="+id, nil)) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var out struct {
		Name  string      `json:"name"`
		Error *plainError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil { // want medipimunchecked/unchecked
		return err
	}
	if out.Error != nil {
		return *out.Error
	}
	fmt.Println(out.Name)
	return nil
}
