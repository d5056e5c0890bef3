// Package upstream has the clients of the databases behind the gateway.
package upstream

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"example.com/bollenveld/gateway/internal/httpx"
)

// MedipimClient reads products and media.
type MedipimClient struct {
	Base   *url.URL
	User   *url.Userinfo
	Client *http.Client // with a httpx.Throttle
	Direct *http.Client // for what must not wait
}

// NewMedipimClient returns a client with both ways.
func NewMedipimClient(base *url.URL, user *url.Userinfo) *MedipimClient {
	return &MedipimClient{
		Base:   base,
		User:   user,
		Client: &http.Client{Transport: &httpx.Throttle{Tries: 5, Wait: time.Second}, Timeout: time.Minute},
		Direct: &http.Client{Timeout: 4 * time.Second},
	}
}

// MedipimError is what the handlers see.
type MedipimError struct {
	HTTPStatus int
	Code       string
	Message    string
	Violations json.RawMessage
	Raw        []byte
}

func (e *MedipimError) Error() string {
	if e.Code == "" {
		return fmt.Sprintf("medipim answered %d", e.HTTPStatus)
	}
	return fmt.Sprintf("medipim answered %d %s", e.HTTPStatus, e.Code)
}

// Is makes errors.Is(err, ErrGone) work for any missing resource.
func (e *MedipimError) Is(target error) bool {
	return target == ErrGone && e.HTTPStatus == http.StatusNotFound && e.Code == "not_found"
}

// ErrGone is for resources that are not, or no longer, there.
var ErrGone = errors.New("gone")

func (c *MedipimClient) newRequest(ctx context.Context, method string, body any, elem ...string) (*http.Request, error) {
	var r io.Reader = http.NoBody
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		r = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.Base.JoinPath(elem...).String(), r)
	if err != nil {
		return nil, err
	}
	pass, _ := c.User.Password()
	req.SetBasicAuth(c.User.Username(), pass)
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

// checked returns the response only if it is a success.
func checked(resp *http.Response) (*http.Response, error) {
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		return resp, nil
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return nil, err
	}
	e := &MedipimError{HTTPStatus: resp.StatusCode, Raw: raw}
	var env struct {
		Error *struct {
			Code       string          `json:"code"`
			Message    string          `json:"message"`
			Violations json.RawMessage `json:"violations"`
		} `json:"error"`
		Violations json.RawMessage `json:"violations"`
	}
	if json.Unmarshal(raw, &env) == nil && env.Error != nil {
		e.Code, e.Message, e.Violations = env.Error.Code, env.Error.Message, env.Error.Violations
		if e.Violations == nil {
			e.Violations = env.Violations
		}
	}
	return nil, e
}

func decodeJSON[T any](r io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(r).Decode(&v)
	return v, err
}

func closeBody(resp *http.Response) { _ = resp.Body.Close() }

// Item is one product, as the front end gets it.
type Item struct {
	ID    string            `json:"id"`
	Names map[string]string `json:"name"`
	State string            `json:"status"`
}

// Items is a page of products.
type Items struct {
	Results []Item `json:"results"`
}

// Product returns one product.
func (c *MedipimClient) Product(ctx context.Context, id string) (*Item, error) {
	req, err := c.newRequest(ctx, http.MethodGet, nil, "v4", "products", id)
	if err != nil {
		return nil, err
	}
	resp, err := c.Client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp, err = checked(resp); err != nil {
		return nil, err
	}
	defer closeBody(resp)
	return decodeJSON[*Item](resp.Body)
}

// Search returns the products that match.
func (c *MedipimClient) Search(ctx context.Context, text, lang string) (Items, error) {
	req, err := c.newRequest(ctx, http.MethodPost, map[string]any{"search": text, "lang": lang}, "v4", "products", "query")
	if err != nil {
		return Items{}, err
	}
	resp, err := c.Client.Do(req)
	if err != nil {
		return Items{}, err
	}
	defer closeBody(resp)
	if resp.StatusCode == http.StatusNoContent {
		return Items{}, nil
	}
	if resp.StatusCode >= http.StatusInternalServerError {
		return Items{}, &MedipimError{HTTPStatus: resp.StatusCode}
	}
	return decodeJSON[Items](resp.Body) // want medipimunchecked/partial
}

// Sheet returns a data sheet as PDF.
func (c *MedipimClient) Sheet(ctx context.Context, id string) ([]byte, error) {
	req, err := c.newRequest(ctx, http.MethodGet, nil, "v4", "media", id, "sheet.pdf")
	if err != nil {
		return nil, err
	}
	resp, err := c.Direct.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer closeBody(resp)
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// Photo returns a photo with its response's status; the caller looks at it.
func (c *MedipimClient) Photo(ctx context.Context, id string) (int, []byte, error) {
	req, err := c.newRequest(ctx, http.MethodGet, nil, "v4", "media", id, "photo.jpg")
	if err != nil {
		return 0, nil, err
	}
	resp, err := c.Client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer closeBody(resp)
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, b, err
}
