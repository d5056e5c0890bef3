// Command nightjob runs at night.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"example.com/nightjob/throttled"
)

const findURL = "https://api.sandbox.medipim.be/v4/products/find?id="

// main runs every job, and each has its own look at a 429.
func main() {
	if err := quit("1"); err != nil {
		log.Fatal(err)
	}
	if err := patient("2"); err != nil {
		log.Fatal(err)
	}
	cases("3")
	decoded("4")
	exit("5")
	credentials("6")
}

// quit ends the program on a 429.
func quit(id string) error {
	resp, err := http.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
		log.Fatal("too many requests")
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("find: %s", resp.Status)
	}
	return nil
}

// patient ends nothing: it tries ten times, and gives an error then.
func patient(id string) error {
	for range 10 {
		resp, err := http.Get(findURL + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(6 * time.Second)
			continue
		}
		if resp.StatusCode >= 400 {
			return fmt.Errorf("find: %s", resp.Status)
		}
		return nil
	}
	return errors.New("find: still throttled")
}

// cases panics in the case of a 429.
func cases(id string) {
	resp, err := http.Get(findURL + id)
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200:
		fmt.Println("there is", id)
	case 404:
		fmt.Println("there is no", id)
	case 429: // want medipimretry/fatal
		panic("throttled")
	default:
		log.Printf("find: %s", resp.Status)
	}
}

// decoded ends the program on the code of a 429.
func decoded(id string) {
	resp, err := http.Get(findURL + id)
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return
	}
	var body struct {
		Error struct {
			Code    string
			Message string
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		log.Print(err)
		return
	}
	if body.Error.Code == "too_many_requests" { // want medipimretry/fatal
		log.Fatalln("throttled:", body.Error.Message)
	}
	log.Print(body.Error.Message)
}

// exit leaves with a code of its own when the sentinel comes up.
func exit(id string) {
	b, err := throttled.Brand(id)
	if errors.Is(err, throttled.ErrRateLimited) { // want medipimretry/fatal
		os.Exit(3)
	}
	if err != nil {
		log.Print(err)
		return
	}
	os.Stdout.Write(b)
}

// credentials ends the program on a 401, and waits on a 429.
func credentials(id string) {
	for {
		resp, err := http.Get(findURL + id)
		if err != nil {
			log.Print(err)
			return
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusUnauthorized:
			log.Fatal("check the key")
		case http.StatusTooManyRequests:
			time.Sleep(6 * time.Second)
			continue
		}
		log.Print(resp.Status)
		return
	}
}
