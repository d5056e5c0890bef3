//medipimlint:client

// Package prijzen is de functie achter /prijzen: een aanroep, een antwoord.
package prijzen

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"
)

// Event en Response zoals de gateway ze kent.
type Event struct {
	Path  string            `json:"path"`
	Query map[string]string `json:"query"`
	Body  string            `json:"body"`
}

type Response struct {
	StatusCode int               `json:"statusCode"`
	Headers    map[string]string `json:"headers,omitempty"`
	Body       string            `json:"body"`
}

var (
	client = &http.Client{Timeout: 10 * time.Second}
	base   = sync.OnceValue(func() string { return os.Getenv("CATALOG_URL") })
)

func post(ctx context.Context, path string, in any) (*http.Request, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base()+path, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(os.Getenv("KEY"), os.Getenv("SECRET"))
	return req, nil
}

func text(status int, s string) Response { return Response{StatusCode: status, Body: s} }

// Price answers its own client with 503 when the catalogue is busy.
func Price(ctx context.Context, ev Event) (Response, error) {
	req, err := post(ctx, "/v4/products/find", map[string]string{"cnk": ev.Query["cnk"]})
	if err != nil {
		return Response{}, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return Response{}, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		var p struct {
			Price int `json:"publicPrice"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
			return Response{}, err
		}
		return text(200, fmt.Sprintf(`{"price":%d}`, p.Price)), nil
	case http.StatusNotFound:
		return text(404, "{}"), nil
	case http.StatusTooManyRequests:
		return Response{StatusCode: 503, Headers: map[string]string{"Retry-After": "30"}}, nil
	default:
		return text(502, "{}"), nil
	}
}

// Suggest shows an empty list under the search box when anything is in the way.
func Suggest(ctx context.Context, ev Event) ([]string, error) {
	req, err := post(ctx, "/v4/products/query", map[string]string{"search": ev.Query["q"]})
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch code := resp.StatusCode; code {
	case http.StatusOK:
	case http.StatusNotFound, http.StatusTooManyRequests: // want medipimretry/swallowed
		return []string{}, nil
	default:
		return nil, fmt.Errorf("suggest: status %d", code)
	}
	var out struct {
		Results []struct {
			Name string `json:"name"`
		} `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	names := make([]string, 0, len(out.Results))
	for _, r := range out.Results {
		names = append(names, r.Name)
	}
	return names, nil
}

// Submit tells the user that something in the form is wrong, not what.
func Submit(ctx context.Context, ev Event) (Response, error) {
	req, err := post(ctx, "/v4/prices", json.RawMessage(ev.Body))
	if err != nil {
		return Response{}, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return Response{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return text(http.StatusServiceUnavailable, `{"error":"busy"}`), nil
	}
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		slog.WarnContext(ctx, "price refused", "path", ev.Path)
		return text(400, `{"error":"please check the form"}`), nil
	}
	if resp.StatusCode >= 300 {
		return Response{}, fmt.Errorf("submit: %s", resp.Status)
	}
	return text(201, ""), nil
}

// Replace hands on what the catalogue says about the form.
func Replace(ctx context.Context, ev Event) (Response, error) {
	req, err := post(ctx, "/v4/prices/replace", json.RawMessage(ev.Body))
	if err != nil {
		return Response{}, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return Response{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return Response{}, err
	}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return text(http.StatusServiceUnavailable, ""), nil
	case resp.StatusCode == http.StatusUnprocessableEntity:
		return text(422, string(raw)), nil
	case resp.StatusCode >= 300:
		return Response{}, fmt.Errorf("replace: %s: %s", resp.Status, raw)
	}
	return text(200, ""), nil
}

// Totals gives 502 for whatever is not 200; nobody knows which.
func Totals(ctx context.Context, _ Event) (Response, error) {
	req, err := post(ctx, "/v4/products/query", map[string]any{"page": map[string]int{"size": 1}})
	if err != nil {
		return Response{}, err
	}
	resp, err := client.Do(req) // want medipimretry/missing
	if err != nil {
		return Response{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		slog.ErrorContext(ctx, "totals", "status", resp.StatusCode)
		return text(http.StatusBadGateway, ""), nil
	}
	var out struct {
		Meta struct {
			Total int `json:"total"`
		} `json:"meta"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return Response{}, err
	}
	return text(200, fmt.Sprint(out.Meta.Total)), nil
}

var languages = sync.OnceValues(func() ([]string, error) {
	resp, err := http.Get(base() + "/v4/languages") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var l []string
	err = json.NewDecoder(resp.Body).Decode(&l) // want medipimunchecked/unchecked
	return l, err
})

// Languages asks once in the life of the instance.
func Languages(context.Context, Event) (Response, error) {
	l, err := languages()
	if err != nil {
		return Response{}, err
	}
	return text(200, fmt.Sprint(l)), nil
}

// Bulk waits as long as the function may live, and no longer.
func Bulk(ctx context.Context, ev Event) (Response, error) {
	for wait := time.Second; ; wait *= 2 {
		req, err := post(ctx, "/v4/prices/query", json.RawMessage(ev.Body))
		if err != nil {
			return Response{}, err
		}
		resp, err := client.Do(req)
		if err != nil {
			return Response{}, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return Response{}, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if end, ok := ctx.Deadline(); ok && time.Until(end) <= wait+time.Second {
				return text(http.StatusServiceUnavailable, ""), nil
			}
			select {
			case <-time.After(wait):
				continue
			case <-ctx.Done():
				return Response{}, context.Cause(ctx)
			}
		}
		if resp.StatusCode != http.StatusOK {
			return Response{}, fmt.Errorf("bulk: %s: %s", resp.Status, raw)
		}
		return text(200, string(raw)), nil
	}
}

// Stock reads on past everything but a wrong key.
func Stock(ctx context.Context, ev Event) (map[string]int, error) {
	req, err := post(ctx, "/v4/stock/query", json.RawMessage(ev.Body))
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		return nil, fmt.Errorf("stock: key refused: %s", raw)
	case http.StatusForbidden:
		return nil, fmt.Errorf("stock: no permission: %s", raw)
	}
	stock := map[string]int{}
	if err := json.Unmarshal(raw, &stock); err != nil { // want medipimunchecked/partial
		return nil, fmt.Errorf("stock: %w", err)
	}
	return stock, nil
}
