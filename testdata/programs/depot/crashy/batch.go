package crashy

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

const base = "https://api.sandbox.medipim.fr/v4/"

var errQuota = errors.New("quota used up")

// Names is what the nightly batch prints.
type Names []string

// Batch ends the program on 429.
func Batch() (n Names) {
	resp, err := http.Get(base + "names")
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
		log.Fatalf("batch: %s", resp.Status)
	}
	if resp.StatusCode != http.StatusOK {
		log.Printf("batch: %s", resp.Status)
		return nil
	}
	if err := json.NewDecoder(resp.Body).Decode(&n); err != nil {
		log.Print(err)
	}
	return n
}

// BatchKey ends the program on 401 and waits on 429.
func BatchKey() (n Names) {
	for {
		resp, err := http.Get(base + "names")
		if err != nil {
			log.Fatal(err)
		}
		switch resp.StatusCode {
		case http.StatusTooManyRequests:
			resp.Body.Close()
			time.Sleep(time.Minute)
			continue
		case http.StatusUnauthorized:
			resp.Body.Close()
			log.Fatal("batch: wrong key")
		case http.StatusOK:
			err = json.NewDecoder(resp.Body).Decode(&n)
		default:
			err = errors.New(resp.Status)
		}
		resp.Body.Close()
		if err != nil {
			log.Print(err)
		}
		return n
	}
}

// Must panics in the case of 429.
func Must(path string) Names {
	resp, err := http.Get(base + path)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 429: // want medipimretry/fatal
		panic("too fast")
	case 200:
		var n Names
		if json.NewDecoder(resp.Body).Decode(&n) == nil {
			return n
		}
	}
	return nil
}

// Exit has its own number for the shell when it is throttled.
func Exit(path string) error {
	resp, err := http.Get(base + path)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if s := resp.StatusCode; s == 401 || s == 429 { // want medipimretry/fatal
		fmt.Fprintln(os.Stderr, "no access:", resp.Status)
		os.Exit(3)
	}
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	return nil
}

func names(path string) (Names, error) {
	resp, err := http.Get(base + path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return nil, errQuota
	}
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	var n Names
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// Run meets the sentinel and ends the program with it.
func Run() {
	n, err := names("all")
	if errors.Is(err, errQuota) { // want medipimretry/fatal
		log.Fatal(err)
	}
	if err != nil {
		log.Print(err)
		return
	}
	fmt.Println(n)
}

// RunTwice meets the sentinel, waits a minute and asks once more; what is left then ends the program.
func RunTwice() {
	n, err := names("all")
	for i := 0; i < 5 && errors.Is(err, errQuota); i++ {
		time.Sleep(time.Minute)
		n, err = names("all")
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(n)
}

// RunOrReturn hands the sentinel up, and log.Fatal is for a missing setting alone.
func RunOrReturn() error {
	if os.Getenv("DEPOT_PATH") == "" {
		log.Fatal("DEPOT_PATH is not set")
	}
	n, err := names(os.Getenv("DEPOT_PATH"))
	if err != nil {
		return err
	}
	fmt.Println(n)
	return nil
}
