// Package fatalends tells a 429 apart, to end the program.
package fatalends

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find"

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func logFatal(c *http.Client) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
		log.Fatal("medipim: too many requests")
	}
	return failed(resp)
}

func panics(c *http.Client) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusTooManyRequests: // want medipimretry/fatal
		panic("medipim: slow down")
	}
	return failed(resp)
}

func exits(c *http.Client) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 { // want medipimretry/fatal
		fmt.Fprintln(os.Stderr, "medipim: limit reached, try again in a minute")
		os.Exit(75)
	}
	return failed(resp)
}

// What is done with a 429 that outlived the retries is not judged.
func afterRetries(c *http.Client) error {
	for n := 0; ; n++ {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 429 {
			return failed(resp)
		}
		if n == 5 {
			log.Fatal("medipim: still too many requests")
		}
		time.Sleep(time.Second << n)
	}
}

// Another failure ends the program, this one is tried again.
func otherEnds(c *http.Client) error {
	for n := range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			log.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusUnauthorized {
			log.Fatal("medipim: check the key")
		}
		if resp.StatusCode != 429 {
			return failed(resp)
		}
		time.Sleep(time.Second << n)
	}
	return nil
}
