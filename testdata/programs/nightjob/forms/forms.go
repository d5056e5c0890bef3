// Package forms sends what people typed.
package forms

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

const (
	queryURL = "https://api.medipim.fr/v4/products/query"
	jsonType = "application/json"
)

// Errors of this package.
var (
	ErrThrottled = errors.New("throttled")
	ErrInvalid   = errors.New("invalid")
)

// apiBody is the error with what is wrong in which field.
type apiBody struct {
	Error struct {
		Code       string            `json:"code"`
		Message    string            `json:"message"`
		Violations []json.RawMessage `json:"violations"`
	} `json:"error"`
}

// thinBody is the error without the fields.
type thinBody struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Plain drops the fields, and says invalid.
func Plain(q string) error {
	resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrThrottled
	}
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return ErrInvalid
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// PlainWithBody hands the whole body up.
func PlainWithBody(q string) error {
	resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrThrottled
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		b, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("%w: %s", ErrInvalid, b)
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// Cased drops the fields in a case.
func Cased(q string) error {
	resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200, 204:
		return nil
	case 422: // want medipimviolations/dropped
		return errors.New("the query is invalid")
	case 429:
		return ErrThrottled
	default:
		return fmt.Errorf("answer %s", resp.Status)
	}
}

// CasedDecoded decodes the fields in a case.
func CasedDecoded(q string) error {
	resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200, 204:
		return nil
	case 422:
		var b apiBody
		if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
			return err
		}
		return fmt.Errorf("%w: %s", ErrInvalid, b.Error.Violations)
	case 429:
		return ErrThrottled
	default:
		return fmt.Errorf("answer %s", resp.Status)
	}
}

// CasedThin decodes message alone in a case.
func CasedThin(q string) error {
	resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200, 204:
		return nil
	case 422: // want medipimviolations/dropped
		var b thinBody
		if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
			return err
		}
		return fmt.Errorf("%w: %s", ErrInvalid, b.Error.Message)
	case 429:
		return ErrThrottled
	default:
		return fmt.Errorf("answer %s", resp.Status)
	}
}

// failure sends, and gives the thin error of a bad answer.
func failure(q string) (*thinBody, error) {
	resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil, nil
	}
	if resp.StatusCode == 429 {
		return nil, ErrThrottled
	}
	b := new(thinBody)
	if err := json.NewDecoder(resp.Body).Decode(b); err != nil {
		return nil, err
	}
	return b, nil
}

// Coded drops the fields by the code, and logs.
func Coded(q string) error {
	b, err := failure(q)
	if err != nil || b == nil {
		return err
	}
	if b.Error.Code == "validation_failed" { // want medipimviolations/dropped
		log.Print("query refused: ", b.Error.Message)
	}
	return errors.New(b.Error.Message)
}

// CodedSwitch drops the fields in a case of the code.
func CodedSwitch(q string) error {
	b, err := failure(q)
	if err != nil || b == nil {
		return err
	}
	switch b.Error.Code {
	case "not_authorized":
		return os.ErrPermission
	case "validation_failed": // want medipimviolations/dropped
		return ErrInvalid
	}
	return errors.New(b.Error.Message)
}

// FieldError holds everything the API said.
type FieldError struct{ Body apiBody }

// Error formats the message.
func (e *FieldError) Error() string { return e.Body.Error.Message }

// CodedHeld hands the decoded body up in an error.
func CodedHeld(q string) error {
	resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	if resp.StatusCode == 429 {
		return ErrThrottled
	}
	var b apiBody
	if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
		return err
	}
	if b.Error.Code == "validation_failed" {
		return &FieldError{Body: b}
	}
	return errors.New(b.Error.Code)
}

// Shown tells the user, but not which field; it rests on a 429.
func Shown(q string) {
	for {
		resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return
		}
		resp.Body.Close()
		if resp.StatusCode == 429 {
			time.Sleep(2 * time.Second)
			continue
		}
		if status := resp.StatusCode; status == 422 { // want medipimviolations/dropped
			fmt.Fprintln(os.Stderr, "that query is not valid")
		} else if status >= 400 {
			fmt.Fprintln(os.Stderr, "something went wrong:", resp.Status)
		}
		return
	}
}

// ShownWhole copies the body to the user.
func ShownWhole(q string) {
	for {
		resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		if resp.StatusCode == 422 {
			b, _ := io.ReadAll(resp.Body)
			fmt.Fprintf(os.Stderr, "that query is not valid: %s\n", b)
		} else if resp.StatusCode >= 400 {
			fmt.Fprintln(os.Stderr, "something went wrong:", resp.Status)
		}
		resp.Body.Close()
		return
	}
}

// Waiting drops the fields in a loop that is patient with a 429.
func Waiting(q string) error {
	for {
		resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusTooManyRequests:
			time.Sleep(2 * time.Second)
			continue
		case http.StatusUnprocessableEntity: // want medipimviolations/dropped
			return fmt.Errorf("%w: %q", ErrInvalid, q)
		}
		if resp.StatusCode >= 400 {
			return fmt.Errorf("answer %s", resp.Status)
		}
		return nil
	}
}

// medipimVerdict makes an error of a status; it never sees the body.
func medipimVerdict(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return ErrThrottled
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return ErrInvalid
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// Judged asks medipimVerdict; the report is in there.
func Judged(q string) error {
	resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return medipimVerdict(resp)
}

// Handed gives the answer itself up with the error.
func Handed(q string) (*http.Response, error) {
	resp, err := http.Post(queryURL, jsonType, strings.NewReader(q))
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		resp.Body.Close()
		return nil, ErrThrottled
	case http.StatusUnprocessableEntity:
		return resp, ErrInvalid
	}
	return resp, nil
}
