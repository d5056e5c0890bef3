// Command cli looks things up in the catalog.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"

	"example.com/koelkast/cli/internal/catalog"
)

const loginURL = "https://api.medipim.be/v4/products/find?id=1"

// login ends the program because the rate limit happens to be reached.
func login(key, secret string) error {
	req, err := http.NewRequest(http.MethodGet, loginURL, nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth(key, secret)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		return errors.New("wrong key or secret")
	case http.StatusTooManyRequests: // want medipimretry/fatal
		log.Fatal("too many requests, come back later")
	}
	return nil
}

// doctor looks at the same statuses and gives 429 to its caller with an error of its own.
func doctor(key, secret string) error {
	req, err := http.NewRequest(http.MethodGet, loginURL, nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth(key, secret)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		return errors.New("wrong key or secret")
	case http.StatusTooManyRequests:
		return errors.New("the key works, but the rate limit is reached")
	}
	return nil
}

// show reads a file of the user's, which is no response.
func show(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var p catalog.Product
	if err := json.NewDecoder(f).Decode(&p); err != nil {
		return err
	}
	fmt.Println(p.CNK, p.Name)
	return nil
}

// search prints a page; the client beneath waits for 429.
func search(ctx context.Context, c *catalog.Client, words string) error {
	page, err := c.Products(ctx, words, 1)
	if err != nil {
		return err
	}
	for _, p := range page.Results {
		fmt.Println(p.CNK, p.Name)
	}
	return nil
}

// main ends the program on any error, which is not a look at 429.
func main() {
	key, secret := os.Getenv("CATALOG_KEY"), os.Getenv("CATALOG_SECRET")
	flag.Parse()
	ctx := context.Background()
	c := catalog.New(key, secret)
	var err error
	switch flag.Arg(0) {
	case "login":
		err = login(key, secret)
	case "doctor":
		err = doctor(key, secret)
	case "show":
		err = show(flag.Arg(1))
	default:
		err = search(ctx, c, flag.Arg(0))
	}
	if err != nil {
		log.Fatal(err)
	}
}
