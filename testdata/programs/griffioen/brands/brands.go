package brands

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// medipimHTTP is the one client of the package.
var medipimHTTP = &http.Client{Timeout: 15 * time.Second}

// ErrBusy is for 429.
var ErrBusy = errors.New("brands: busy")

// Brand is one brand.
type Brand struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

func endpoint(path string, q url.Values) string {
	return "https://api.medipim.be/v4/brands/" + path + "?" + q.Encode()
}

// All is reported twice: the send knows no 429, the decode no error.
func All() ([]Brand, error) {
	resp, err := medipimHTTP.Get(endpoint("all", nil)) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var list []Brand
	if err := json.NewDecoder(resp.Body).Decode(&list); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return list, nil
}

// Raw is reported twice: the bytes of an error are handed out as if they were the brand's.
func Raw(id string) ([]byte, error) {
	resp, err := medipimHTTP.Get(endpoint("raw", url.Values{"id": {id}})) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// RawOK is not reported: only the bytes of a 200 are handed out.
func RawOK(id string) ([]byte, error) {
	resp, err := medipimHTTP.Get(endpoint("raw", url.Values{"id": {id}}))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, ErrBusy
	}
	b, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("raw %s: %s", id, resp.Status)
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

// RawWith is not reported: the status goes along with the bytes, and 429 has its sentinel.
func RawWith(id string) (int, []byte, error) {
	resp, err := medipimHTTP.Get(endpoint("raw", url.Values{"id": {id}}))
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return 0, nil, ErrBusy
	}
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, b, err
}

// Logged is reported twice: to log the status is not to look at it.
func Logged(id string) (*Brand, error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}})) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	log.Printf("brand %s: %s", id, resp.Status)
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	brand := new(Brand)
	return brand, json.Unmarshal(b, brand) // want medipimunchecked/unchecked
}

// Typed is reported twice: errors are JSON too, so the content type says nothing.
func Typed(id string) (*Brand, error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}})) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if ct := resp.Header.Get("Content-Type"); !strings.HasPrefix(ct, "application/json") {
		return nil, fmt.Errorf("brand %s: unexpected content type %s", id, ct)
	}
	var brand Brand
	err = json.NewDecoder(resp.Body).Decode(&brand) // want medipimunchecked/unchecked
	return &brand, err
}

func read[T any](r io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(r).Decode(&v)
	return v, err
}

func into(b []byte, v any) error { return json.Unmarshal(b, v) }

// Helped is reported twice: the generic helper gets the body of any answer.
func Helped(id string) (Brand, error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}})) // want medipimretry/missing
	if err != nil {
		return Brand{}, err
	}
	defer resp.Body.Close()
	return read[Brand](resp.Body) // want medipimunchecked/unchecked
}

// HelpedOK is not reported: the helper gets the body of a 2xx.
func HelpedOK(id string) (Brand, error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return Brand{}, err
	}
	defer resp.Body.Close()
	if err := verify(resp); err != nil {
		return Brand{}, err
	}
	return read[Brand](resp.Body)
}

// verify is not reported: it is the look, and 429 has its sentinel.
func verify(resp *http.Response) error {
	switch c := resp.StatusCode; {
	case c >= 200 && c < 300:
		return nil
	case c == http.StatusTooManyRequests:
		return ErrBusy
	default:
		return fmt.Errorf("brands: %s", resp.Status)
	}
}

// Bytes is reported once: 429 is told apart, and the helper gets the bytes of all other errors.
func Bytes(id string) (m map[string]any, err error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return nil, ErrBusy
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	err = into(b, &m) // want medipimunchecked/partial
	return m, err
}

// Listed is not reported: the status must be in the list of the good ones.
func Listed(id string) (m map[string]any, err error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return nil, ErrBusy
	}
	if !slices.Contains([]int{http.StatusOK, http.StatusAccepted}, resp.StatusCode) {
		return nil, errors.New(resp.Status)
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	err = into(b, &m)
	return m, err
}

// StatusLine is not reported: the text of the status line is the HTTP status too.
func StatusLine(id string) (b Brand, err error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return b, ErrBusy
	}
	if !strings.HasPrefix(resp.Status, "2") {
		return b, errors.New(resp.Status)
	}
	return read[Brand](resp.Body)
}
