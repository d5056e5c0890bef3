// Command cli looks products up from a shell.
//
// Exit codes: 0 found, 1 not found, 2 usage, 65 bad data, 69 unavailable, 75 try later,
// 77 no permission.
//
//medipimlint:client

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"text/tabwriter"
	"time"
)

// exitError is an error that knows how the program ends.
type exitError struct {
	code int
	msg  string
}

func (e exitError) Error() string { return e.msg }

type conn struct {
	server, user, pass string
	verbose            io.Writer
}

// patient is the transport of all requests: it sits the rate limit out.
type patient struct{ trace io.Writer }

func (p patient) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 0; ; try++ {
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil || resp.StatusCode != 429 || try == 4 {
			return resp, err
		}
		resp.Body.Close()
		fmt.Fprintln(p.trace, "* rate limit, waiting")
		select {
		case <-req.Context().Done():
			return nil, context.Cause(req.Context())
		case <-time.After(5*time.Second + time.Duration(try)*10*time.Second):
		}
		if req.GetBody != nil {
			req = req.Clone(req.Context())
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
	}
}

func (c conn) request(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.server+path, bytes.NewReader(body))
	if err != nil {
		return nil, exitError{2, err.Error()}
	}
	req.SetBasicAuth(c.user, c.pass)
	resp, err := (&http.Client{Transport: patient{c.verbose}}).Do(req)
	if err != nil {
		return nil, exitError{69, err.Error()}
	}
	return resp, nil
}

// failure turns an error answer into an exit code and a text.
func failure(resp *http.Response) error {
	raw, _ := io.ReadAll(resp.Body)
	var doc struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	text := resp.Status
	if json.Unmarshal(raw, &doc) == nil && doc.Error.Message != "" {
		text = fmt.Sprintf("%s (%s, the body says %d)", doc.Error.Message, doc.Error.Code, doc.Error.Status)
	}
	switch resp.StatusCode {
	case 404:
		return exitError{1, text}
	case 401, 403:
		return exitError{77, text}
	case 422:
		var pretty bytes.Buffer
		if json.Indent(&pretty, raw, "", "  ") != nil {
			pretty.Write(raw)
		}
		return exitError{65, text + "\n" + pretty.String()}
	case 429:
		return exitError{75, text}
	case 400, 405:
		return exitError{70, text}
	}
	return exitError{69, text}
}

func find(ctx context.Context, c conn, out io.Writer, id string) error {
	resp, err := c.request(ctx, "GET", "/v4/products/find?id="+id, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return failure(resp)
	}
	product := map[string]any{}
	if err := json.NewDecoder(resp.Body).Decode(&product); err != nil {
		return exitError{69, "not JSON: " + err.Error()}
	}
	tw := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	for k, v := range product {
		fmt.Fprintf(tw, "%s\t%v\n", k, v)
	}
	return tw.Flush()
}

// count prints how many products there are.
func count(ctx context.Context, c conn, out io.Writer) error {
	req, err := http.NewRequestWithContext(ctx, "POST", c.server+"/v4/products/query", strings.NewReader(`{"page":{"size":1}}`))
	if err != nil {
		return err
	}
	req.SetBasicAuth(c.user, c.pass)
	// One quick question: the big machinery is not needed.
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return exitError{69, err.Error()}
	}
	defer resp.Body.Close()
	fmt.Fprintln(c.verbose, "* status", resp.StatusCode)
	var answer struct {
		Total int `json:"total"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil { // want medipimunchecked/unchecked
		return exitError{69, err.Error()}
	}
	fmt.Fprintln(out, answer.Total)
	return nil
}

func main() {
	server := flag.String("server", os.Getenv("CATALOGUE_URL"), "base `URL`")
	verbose := flag.Bool("v", false, "show the traffic")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	c := conn{server: *server, user: os.Getenv("CATALOGUE_KEY"), pass: os.Getenv("CATALOGUE_SECRET"), verbose: io.Discard}
	if *verbose {
		c.verbose = os.Stderr
	}
	var err error
	switch flag.Arg(0) {
	case "find":
		err = find(ctx, c, os.Stdout, flag.Arg(1))
	case "count":
		err = count(ctx, c, os.Stdout)
	default:
		err = exitError{2, "usage: cli [-v] find ID | count"}
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "cli:", err)
		var ee exitError
		if errors.As(err, &ee) {
			os.Exit(ee.code)
		}
		os.Exit(69)
	}
}
