package retriers

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	retry4 "github.com/avast/retry-go/v4"
	retry5 "github.com/avast/retry-go/v5"
)

func retry4LooksAtNothing(query string) (*page, error) {
	var resp *http.Response
	err := retry4.Do(func() (err error) { // want medipimretry/library
		resp, err = http.Post(products, "application/json", reader(query))
		return err
	}, retry4.Attempts(5), retry4.Delay(time.Second))
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func retry4Broken(query string) (p *page, err error) {
	err = retry4.Do(func() error {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return err
		}
		if resp.StatusCode/100 == 5 { // want medipimretry/incomplete
			resp.Body.Close()
			return fmt.Errorf("products: %s", resp.Status)
		}
		if p, err = decode(resp); err != nil {
			return retry4.Unrecoverable(err)
		}
		return nil
	})
	return p, err
}

func retry5LooksAtNothing(query string) (*page, error) {
	var resp *http.Response
	err := retry5.New(retry5.Attempts(5)).Do(func() (err error) { // want medipimretry/library
		resp, err = http.Post(products, "application/json", reader(query))
		return err
	})
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// What follows is not reported.

func retry4Limited(query string) (p *page, err error) {
	err = retry4.Do(func() error {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return retry4.Unrecoverable(err)
		}
		if err := limited(resp); err != nil {
			return err
		}
		if p, err = decode(resp); err != nil {
			return retry4.Unrecoverable(err)
		}
		return nil
	}, retry4.Attempts(5), retry4.Delay(time.Second), retry4.LastErrorOnly(true))
	return p, err
}

// retry4ByError retries the one error that is made for a 429.
func retry4ByError(query string) (*page, error) {
	return retry4.DoWithData(func() (*page, error) {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return nil, err
		}
		if err := limited(resp); err != nil {
			return nil, err
		}
		return decode(resp)
	}, retry4.RetryIf(func(err error) bool { return errors.Is(err, errLimited) }))
}

func retry5Limited(query string) (*page, error) {
	return retry5.NewWithData[*page](retry5.Attempts(5), retry5.Delay(time.Second)).Do(func() (*page, error) {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return nil, err
		}
		return decode(resp)
	})
}
