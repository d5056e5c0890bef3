// Package verbs sends each kind of request once, whatever the answer.
package verbs

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func read(resp *http.Response, err error) (string, error) {
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("medipim: %s", resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// Get looks one product up.
func Get(base string) (string, error) {
	resp, err := http.Get(base + "/v4/products/find?id=M1") // want medipimretry/missing
	return read(resp, err)
}

// Head asks whether there is such a product.
func Head(base string) (string, error) {
	client := &http.Client{}
	resp, err := client.Head(base + "/v4/products/find?id=M1") // want medipimretry/missing
	return read(resp, err)
}

// Post queries products.
func Post(base string) (string, error) {
	body := strings.NewReader(`{"page":1}`)
	resp, err := http.DefaultClient.Post(base+"/v4/products/query", "application/json", body) // want medipimretry/missing
	return read(resp, err)
}

// Form queries them with a form, which the API may not like; the fake takes it.
func Form(base string) (string, error) {
	resp, err := http.PostForm(base+"/v4/products/query", url.Values{"page": {"1"}, "id": {"M1", "M2"}}) // want medipimretry/missing
	return read(resp, err)
}
