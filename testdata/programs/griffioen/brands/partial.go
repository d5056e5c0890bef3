package brands

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// ErrLogin is for 401 and 403.
var ErrLogin = errors.New("brands: check the key")

// Guarded is reported: 401 and 429 are caught, the rest is decoded.
func Guarded(id string) (b Brand, err error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return b, ErrLogin
	case http.StatusTooManyRequests:
		return b, ErrBusy
	}
	err = json.NewDecoder(resp.Body).Decode(&b) // want medipimunchecked/partial
	return b, err
}

// GuardedAll is not reported: the switch has a default.
func GuardedAll(id string) (b Brand, err error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return b, ErrLogin
	case http.StatusTooManyRequests:
		return b, ErrBusy
	default:
		return b, fmt.Errorf("brand %s: %s", id, resp.Status)
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
	}
	err = json.NewDecoder(resp.Body).Decode(&b)
	return b, err
}

// ClientSide is reported: a 500 is decoded.
func ClientSide(id string) (b Brand, err error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return b, ErrBusy
	}
	if resp.StatusCode >= 400 && resp.StatusCode < 500 {
		return b, fmt.Errorf("brand %s: %s", id, resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&b) // want medipimunchecked/partial
	return b, err
}

// ServerSide is reported: a 404 is decoded.
func ServerSide(id string) (b Brand, err error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	switch class := resp.StatusCode / 100; {
	case class == 5:
		return b, fmt.Errorf("brand %s: %s", id, resp.Status)
	case resp.StatusCode == 429:
		return b, ErrBusy
	}
	err = json.NewDecoder(resp.Body).Decode(&b) // want medipimunchecked/partial
	return b, err
}

// BothSides is not reported: 4xx and 5xx are kept away.
func BothSides(id string) (b Brand, err error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	switch class := resp.StatusCode / 100; {
	case resp.StatusCode == 429:
		return b, ErrBusy
	case class == 5, class == 4:
		return b, fmt.Errorf("brand %s: %s", id, resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&b)
	return b, err
}

func refuse(resp *http.Response) error {
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrBusy
	}
	if resp.StatusCode > http.StatusInternalServerError {
		return fmt.Errorf("brands: %s", resp.Status)
	}
	return nil
}

// Refused is reported: the helper refuses neither 404 nor 500.
func Refused(id string) (b Brand, err error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	if err := refuse(resp); err != nil {
		return b, err
	}
	err = json.NewDecoder(resp.Body).Decode(&b) // want medipimunchecked/partial
	return b, err
}

type answer struct {
	Result *Brand `json:"result"`
	Error  *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Present is reported: the presence of an error in the body is no look at the status.
func Present(id string) (*Brand, error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if a.Error != nil {
		if a.Error.Code == "too_many_requests" {
			return nil, ErrBusy
		}
		return nil, errors.New(a.Error.Message)
	}
	return a.Result, nil
}

// Afterwards is not reported: the status is looked at before the first use of what was decoded.
func Afterwards(id string) (*Brand, error) {
	resp, err := medipimHTTP.Get(endpoint("find", url.Values{"id": {id}}))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return nil, ErrBusy
	case resp.StatusCode != http.StatusOK && a.Error != nil:
		return nil, fmt.Errorf("%s: %s", a.Error.Code, a.Error.Message)
	case resp.StatusCode != http.StatusOK:
		return nil, errors.New(resp.Status)
	}
	return a.Result, nil
}
