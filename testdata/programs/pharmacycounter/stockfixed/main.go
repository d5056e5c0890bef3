package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"time"
)

const apiRoot = "https://api.medipim.fr/v4"

var (
	lastErr  wireError
	lastHTTP int
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

// run decides everything on the response's status, silent.
func run() int {
	cnk := flag.String("cnk", "", "national code")
	flag.Parse()
	tries := 0
again:
	resp, err := http.Get(apiRoot + "/products/find?cnk=" + url.QueryEscape(*cnk))
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
	lastHTTP = resp.StatusCode
	if lastHTTP != http.StatusOK {
		if err := json.NewDecoder(resp.Body).Decode(&lastErr); err != nil {
			return 1
		}
		fmt.Fprintln(os.Stderr, lastErr.Error.Status, http.StatusText(lastErr.Error.Status), lastErr.Error.Message)
		if lastHTTP == 404 {
			return 2
		} else if s := resp.StatusCode; s >= 500 {
			fmt.Println("server trouble")
		}
		return exitCode()
	}
	var p struct {
		Result map[string]any `json:"result"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return 1
	}
	fmt.Println(p.Result)
	return 0
}

// exitCode switches on the global that holds the response's status, silent.
func exitCode() int {
	switch lastHTTP {
	case 401, 403:
		return 3
	case 500:
		return 4
	}
	return 1
}
