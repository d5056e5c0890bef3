package lookers

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"example.com/depot/medipimhttp"
)

const base = "https://api.au.medipim.com/v4/"

var hc = medipimhttp.NewClient()

// Thing is a thing.
type Thing struct {
	ID int `json:"id"`
}

// StatusError keeps what came, bytes and all.
type StatusError struct {
	Code int
	Body []byte
}

func (s *StatusError) Error() string { return fmt.Sprintf("status %d: %s", s.Code, s.Body) }

func get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
	if err != nil {
		return nil, err
	}
	return hc.Do(req)
}

func check(resp *http.Response) error {
	if c := resp.StatusCode; 200 <= c && c <= 299 {
		return nil
	}
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<14))
	return &StatusError{resp.StatusCode, b}
}

func ok(code int) bool { return code == http.StatusOK || code == http.StatusCreated }

// must gives the body only where the status is right.
func must(resp *http.Response, err error) (io.ReadCloser, error) {
	if err != nil {
		return nil, err
	}
	if err := check(resp); err != nil {
		resp.Body.Close()
		return nil, err
	}
	return resp.Body, nil
}

// Checked calls the helper that makes an error of what is not 2xx.
func Checked(ctx context.Context, id string) (t Thing, err error) {
	resp, err := get(ctx, "things/"+id)
	if err != nil {
		return t, err
	}
	defer resp.Body.Close()
	if err = check(resp); err != nil {
		return t, err
	}
	err = json.NewDecoder(resp.Body).Decode(&t)
	return t, err
}

// Asked calls the helper that gets the number and says yes or no.
func Asked(ctx context.Context, id string) (t Thing, err error) {
	resp, err := get(ctx, "things/"+id)
	if err != nil {
		return t, err
	}
	defer resp.Body.Close()
	if !ok(resp.StatusCode) {
		return t, fmt.Errorf("thing %s: %s", id, resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&t)
	return t, err
}

// Opened gets its reader from the helper that looked.
func Opened(ctx context.Context, id string) (t Thing, err error) {
	body, err := must(get(ctx, "things/"+id))
	if err != nil {
		return t, err
	}
	defer body.Close()
	err = json.NewDecoder(body).Decode(&t)
	return t, err
}

// Local keeps the answer to the question in a variable.
func Local(ctx context.Context, id string) (t Thing, err error) {
	resp, err := get(ctx, "things/"+id)
	if err != nil {
		return t, err
	}
	defer resp.Body.Close()
	success := resp.StatusCode >= 200 && resp.StatusCode < 300
	if !success {
		return t, fmt.Errorf("thing %s: %s", id, resp.Status)
	}
	return t, json.NewDecoder(resp.Body).Decode(&t)
}

// Forgot calls neither helper, though they are at hand.
func Forgot(ctx context.Context, id string) (t Thing, err error) {
	resp, err := get(ctx, "things/"+id)
	if err != nil {
		return t, err
	}
	defer resp.Body.Close()
	return t, json.NewDecoder(resp.Body).Decode(&t) // want medipimunchecked/unchecked
}

// ForgotBytes returns the bytes without a call of either helper.
func ForgotBytes(ctx context.Context, id string) ([]byte, error) {
	resp, err := get(ctx, "things/"+id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}
