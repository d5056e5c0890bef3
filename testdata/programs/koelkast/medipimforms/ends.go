package medipimforms

import (
	"errors"
	"log"
	"net/http"
	"os"
)

// FatalLog ends the program on 429.
func FatalLog(id string) (*product, error) {
	resp, err := http.Get(root + "/log/" + id)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
		log.Fatalln("too many requests")
	}
	return finish(resp)
}

// FatalPanic panics on 429.
func FatalPanic(id string) (*product, error) {
	resp, err := http.Get(root + "/panic/" + id)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case 429: // want medipimretry/fatal
		panic("too many requests")
	}
	return finish(resp)
}

// FatalExit exits on 429.
func FatalExit(id string) error {
	resp, err := http.Get(root + "/exit/" + id)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
		os.Exit(3)
	}
	return settle(resp)
}

// FatalLogin ends the program on 401, and gives 429 to its caller.
func FatalLogin(id string) error {
	resp, err := http.Get(root + "/login/" + id)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		log.Fatal("wrong key")
	case http.StatusTooManyRequests:
		return errBusy
	}
	return settle(resp)
}

// LoggedAway logs 429 and has no error.
func LoggedAway(id string) error {
	resp, err := http.Get(root + "/mark/" + id)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		log.Printf("mark %s: too many requests", id)
		resp.Body.Close()
		return nil
	}
	return settle(resp)
}

// LoggedAndReturned logs 429 and returns an error made for it.
func LoggedAndReturned(id string) error {
	resp, err := http.Get(root + "/mark/" + id)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		log.Printf("mark %s: too many requests", id)
		resp.Body.Close()
		return errBusy
	}
	return settle(resp)
}

// EmptyResult answers 429 with nothing.
func EmptyResult(id string) (*product, error) {
	resp, err := http.Get(root + "/empty/" + id)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests: // want medipimretry/swallowed
		resp.Body.Close()
		return &product{}, nil
	case http.StatusForbidden:
		resp.Body.Close()
		return nil, errors.New("not for this key")
	}
	return finish(resp)
}
