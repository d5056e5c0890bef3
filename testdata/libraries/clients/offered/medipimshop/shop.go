// Package medipimshop sends through the company's clients.
package medipimshop

import (
	"fmt"
	"net/http"

	"github.com/hashicorp/go-retryablehttp"

	"example.com/libraries/clients/offered/medipimkit"
)

func check(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

func Wrong(req *retryablehttp.Request) error {
	return check(medipimkit.Wrong.Do(req))
}

func Right(req *retryablehttp.Request) error {
	return check(medipimkit.Right.Do(req))
}

func Partly(req *http.Request) error {
	return check(medipimkit.Partly.Do(req))
}

func NewPartly(req *http.Request) error {
	return check(medipimkit.NewPartly().Do(req))
}

func Whole(req *http.Request) error {
	return check(medipimkit.Whole.Do(req))
}

func Plain(req *http.Request) error {
	return check(medipimkit.Plain.Do(req)) // want medipimretry/missing
}
