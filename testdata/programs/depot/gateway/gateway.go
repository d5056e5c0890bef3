package gateway

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const upstream = "https://api.medipim.be/v4/products"

var (
	errRefused = errors.New("refused")
	errSlow    = errors.New("slow")
)

func toError(resp *http.Response) error {
	switch code := resp.StatusCode; {
	case code < 300:
		return nil
	case code == http.StatusTooManyRequests:
		return errSlow
	case code == http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return errRefused
	default:
		return fmt.Errorf("upstream: %d", code)
	}
}

// Create sends once and asks the helper above for an error.
func Create(text string) error {
	resp, err := http.Post(upstream, "application/json", strings.NewReader(text))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return toError(resp)
}

func toErrorBody(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	b, _ := io.ReadAll(resp.Body)
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return errSlow
	case http.StatusUnprocessableEntity:
		return fmt.Errorf("%w: %s", errRefused, b)
	}
	return fmt.Errorf("upstream: %d %s", resp.StatusCode, b)
}

// CreateBody sends once and asks the helper that puts the body into its error.
func CreateBody(text string) error {
	resp, err := http.Post(upstream, "application/json", strings.NewReader(text))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return toErrorBody(resp)
}

// Patient comes back after a pause when the helper's sentinel says that it was too fast.
func Patient(text string) error {
	for i := range 5 {
		err := CreateBody(text)
		if !errors.Is(err, errSlow) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return errSlow
}

// Hasty comes back at once for the same reason.
func Hasty(text string) error {
	for range 5 {
		err := Create(text)
		if !errors.Is(err, errSlow) { // want medipimretry/immediate
			return err
		}
	}
	return errSlow
}

// Replace has one error for two statuses, and 422 is one of them.
func Replace(text string) error {
	for {
		resp, err := http.Post(upstream, "application/json", strings.NewReader(text))
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusTooManyRequests:
			time.Sleep(2 * time.Second)
		case http.StatusBadRequest, http.StatusUnprocessableEntity: // want medipimviolations/dropped
			return errors.New("the request is wrong")
		case http.StatusOK, http.StatusCreated:
			return nil
		default:
			return errors.New(resp.Status)
		}
	}
}
