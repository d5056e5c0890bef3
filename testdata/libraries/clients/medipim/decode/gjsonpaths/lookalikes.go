package gjsonpaths

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net/http"

	"github.com/tidwall/gjson"
)

// Nothing in this file is reported.

func logged(body []byte) {
	log.Printf("medipim says %d %s", gjson.GetBytes(body, "error.status").Int(), gjson.GetBytes(body, "error.code"))
}

func present(resp *http.Response, body []byte) error {
	if resp.StatusCode >= 400 && gjson.GetBytes(body, "error.code").Exists() {
		return fmt.Errorf("medipim: %s", gjson.GetBytes(body, "error.message"))
	}
	return nil
}

func consistent(resp *http.Response, body []byte) {
	if gjson.GetBytes(body, "error.status").Int() != int64(resp.StatusCode) {
		log.Print("the body disagrees with the response")
	}
}

// product has a status and a code of its own.
func product(body []byte) bool {
	return gjson.GetBytes(body, "result.status").String() == "active" &&
		gjson.GetBytes(body, "result.code").String() == "CNK" &&
		gjson.GetBytes(body, "status").Int() == 1
}

func firstError(body []byte) bool {
	return gjson.GetBytes(body, "errors.0.status").Int() == 404
}

func fromResponse(resp *http.Response, body []byte) *apiError {
	e := parse(body)
	e.status = resp.StatusCode
	return e
}

func replaced(resp *http.Response, body []byte) bool {
	return fromResponse(resp, body).status == http.StatusNotFound
}

// lines reads a stream whose response was found to be 200: there the body's
// status is the only one.
func lines(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("stream: %s", resp.Status)
	}
	scanner := bufio.NewScanner(resp.Body)
	for scanner.Scan() {
		if status := gjson.GetBytes(scanner.Bytes(), "error.status").Int(); status >= 500 {
			return fmt.Errorf("stream broke off: %d", status)
		}
	}
	return scanner.Err()
}

// maps asks another API, whose error has a status too.
func maps(address string) (bool, error) {
	resp, err := http.Get("https://maps.example.com/geocode?address=" + address)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return false, err
	}
	if gjson.GetBytes(body, "error.status").String() == "NOT_FOUND" || gjson.GetBytes(body, "error.code").String() == "gone" {
		return false, nil
	}
	return true, nil
}
