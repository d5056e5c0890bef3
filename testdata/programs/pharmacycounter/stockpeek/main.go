package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"
)

const apiRoot = "https://api.medipim.be/v4"

var (
	lastErr wireError
	verbose bool
)

type wireError struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// main only hands the exit code on, nothing to report.
func main() {
	os.Exit(run())
}

// run retries 429 by the response's status; the later branches read the body's status and are reported.
func run() int {
	cnk := flag.String("cnk", "", "national code")
	flag.BoolVar(&verbose, "v", false, "talk")
	flag.Parse()
	tries := 0
again:
	req, err := http.NewRequest(http.MethodGet, apiRoot+"/products/find?cnk="+url.QueryEscape(*cnk), nil)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	req.SetBasicAuth(os.Getenv("KEY_ID"), os.Getenv("KEY_SECRET"))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if resp.StatusCode == http.StatusTooManyRequests && tries < 5 {
		resp.Body.Close()
		tries++
		time.Sleep(time.Duration(tries) * 2 * time.Second)
		goto again
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		if err := json.NewDecoder(resp.Body).Decode(&lastErr); err != nil {
			fmt.Fprintln(os.Stderr, resp.Status)
			return 1
		}
		if verbose {
			fmt.Fprintln(os.Stderr, lastErr.Error.Status, lastErr.Error.Message)
		}
		if lastErr.Error.Status == 404 { // want medipimstatus/branch
			fmt.Println("unknown product")
			return 2
		} else if lastErr.Error.Status == http.StatusUnauthorized { // want medipimstatus/branch
			fmt.Println("check the key")
		} else if s := lastErr.Error.Status; s >= 500 { // want medipimstatus/branch
			fmt.Println("server trouble")
		}
		return exitCode()
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return 1
	}
	fmt.Println(len(b), "bytes")
	return 0
}

// exitCode switches on the body's status kept in a global, the tag is reported.
func exitCode() int {
	switch lastErr.Error.Status { // want medipimstatus/branch
	case 401, 403:
		return 3
	case 500:
		return 4
	}
	return 1
}
