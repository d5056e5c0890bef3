// Package medipimlegacy is the client of three years ago, still used by two programs.
package medipimlegacy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// Doer is what sends.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// API is the client.
type API struct {
	Root  string
	HTTP  Doer
	Key   string
	Token string
}

// Failure is every failure alike.
type Failure struct {
	HTTP int
	Code string
	Text string
}

// Error only formats.
func (f Failure) Error() string { return fmt.Sprintf("%d %s: %s", f.HTTP, f.Code, f.Text) }

// failure takes its status from the response.
func failure(resp *http.Response) error {
	var b struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	_ = json.NewDecoder(resp.Body).Decode(&b)
	return Failure{HTTP: resp.StatusCode, Code: b.Error.Code, Text: b.Error.Message}
}

// do is the one way in; its general error carries 429 like any other.
func (a *API) do(method, path string, in, out any) error {
	data, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(method, a.Root+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	req.SetBasicAuth(a.Key, a.Token)
	resp, err := a.HTTP.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode >= 300 {
		return failure(resp)
	}
	if out == nil {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

// Product is a product of the old kind.
type Product struct {
	Ref  string `json:"ref"`
	Name string `json:"name"`
}

// Query is the old query, through do.
func (a *API) Query(words string) (ps []Product, err error) {
	err = a.do(http.MethodPost, "/v3/products/query", map[string]string{"q": words}, &ps)
	return ps, err
}

// One decodes on the way in with a helper that sees bytes alone.
func (a *API) One(ref string) (*Product, error) {
	resp, err := http.Get(a.Root + "/v3/products/" + url.PathEscape(ref)) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return parseProduct(raw) // want medipimunchecked/unchecked
}

// parseProduct cannot know the status.
func parseProduct(raw []byte) (*Product, error) {
	p := &Product{}
	if err := json.Unmarshal(raw, p); err != nil {
		return nil, err
	}
	return p, nil
}

// Same uses the helper after a check, and tells 429 apart.
func (a *API) Same(ref string) (*Product, error) {
	resp, err := http.Get(a.Root + "/v3/products/same/" + url.PathEscape(ref))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusOK:
		return parseProduct(raw)
	case http.StatusTooManyRequests:
		return nil, fmt.Errorf("asked too often for %s", ref)
	}
	return nil, failure(resp)
}

// Login sends a form and believes that anything but 401 is a token.
func (a *API) Login(user, pass string) (string, error) {
	resp, err := http.PostForm(a.Root+"/v3/login", url.Values{"user": {user}, "pass": {pass}}) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return "", failure(resp)
	}
	var t struct {
		Token string `json:"token"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil { // want medipimunchecked/partial
		return "", err
	}
	return t.Token, nil
}

// Check asks about a product and turns a refusal into two words.
func (a *API) Check(p Product) error {
	err := a.do(http.MethodPost, "/v3/products/check", p, nil)
	if f, ok := err.(Failure); ok && f.HTTP == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("bad product")
	}
	return err
}

// Exists knows 404, which has no violations.
func (a *API) Exists(ref string) (bool, error) {
	err := a.do(http.MethodPost, "/v3/products/exists", ref, nil)
	if f, ok := err.(Failure); ok && f.HTTP == http.StatusNotFound {
		return false, nil
	}
	return err == nil, err
}

// Envelope is the data and the error side by side.
type Envelope struct {
	Data  []Product `json:"data"`
	Error *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// All finds an error by its presence, which is no look at the status.
func (a *API) All() ([]Product, error) {
	resp, err := http.Get(a.Root + "/v3/products") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var env Envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if env.Error != nil {
		return nil, Failure{HTTP: resp.StatusCode, Code: env.Error.Code, Text: env.Error.Message}
	}
	return env.Data, nil
}

// Some decodes the same struct and looks at the status before it uses the data.
func (a *API) Some() ([]Product, error) {
	resp, err := http.Get(a.Root + "/v3/products/some")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var env Envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, fmt.Errorf("rate limit reached")
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("products: %s", resp.Status)
	}
	return env.Data, nil
}
