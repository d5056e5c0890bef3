// Package enrich adds data to the articles of the wholesaler.
package enrich

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/kanaaldijk/internal/httpx"
	"example.com/kanaaldijk/internal/medipimraw"
	wire "example.com/kanaaldijk/internal/medipimwire"
)

// Names adds names.
func Names(ctx context.Context, cnks []string) (map[string]string, error) {
	resp, err := medipimraw.Post(ctx, "/products/query", map[string][]string{"cnk": cnks}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, fmt.Errorf("names: %s", resp.Status())
	}
	var page wire.Page
	if err := json.Unmarshal(resp.Body(), &page); err != nil {
		return nil, err
	}
	out := make(map[string]string, len(page.Results))
	for _, p := range page.Results {
		out[p.CNK] = p.Name["nl"]
	}
	return out, nil
}

// Lines counts the lines of a stream.
func Lines(ctx context.Context, query []byte) (n int, err error) {
	resp, err := medipimraw.Stream(ctx, query) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("stream: %s", resp.Status)
	}
	for dec := json.NewDecoder(resp.Body); dec.More(); n++ {
		var skip json.RawMessage
		if err := dec.Decode(&skip); err != nil {
			return n, err
		}
	}
	return n, nil
}

// Brand reads a brand with the wrapper of the house.
func Brand(ctx context.Context, id int) (*wire.Brand, error) {
	resp, err := httpx.Send(ctx, http.MethodGet, fmt.Sprintf("https://api.medipim.be/v4/brands/%d", id), nil) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("brand %d: %s", id, resp.Status)
	}
	b := new(wire.Brand)
	return b, json.NewDecoder(resp.Body).Decode(b)
}

// Absent says if an article is not there.
func Absent(ctx context.Context, cnk string) (bool, error) {
	resp, err := post(ctx, "/products/find", map[string]string{"cnk": cnk})
	if err != nil || resp.ok {
		return false, err
	}
	f := wire.Read(resp.body)
	if f.Status == http.StatusNotFound { // want medipimstatus/branch
		return true, nil
	}
	if f.HasCode("bad_request", "product_does_not_exist") { // want medipimcode/unknown
		return true, nil
	}
	return false, errors.New(f.Message)
}

type answer struct {
	ok     bool
	status int
	body   []byte
}

// post posts, and waits if it must.
func post(ctx context.Context, path string, body any) (answer, error) {
	for pause := time.Second; ; pause *= 2 {
		resp, err := medipimraw.Post(ctx, path, body)
		if err != nil {
			return answer{}, err
		}
		if resp.StatusCode() == http.StatusTooManyRequests && pause < time.Minute {
			time.Sleep(pause)
			continue
		}
		return answer{ok: resp.IsSuccess(), status: resp.StatusCode(), body: resp.Body()}, nil
	}
}

// Total asks through post, and looks at what it has.
// ok: a caller in this package waits, and ok is looked at
func Total(ctx context.Context) (int, error) {
	a, err := post(ctx, "/products/count", struct{}{})
	if err != nil {
		return 0, err
	}
	if !a.ok {
		f := wire.Read(a.body)
		return 0, fmt.Errorf("total: %d %s (body: %d)", a.status, f.Code, f.Status)
	}
	var n int
	return n, json.Unmarshal(a.body, &n)
}

// Again opens a stream, and waits if it must.
// ok: the loop is around the other package's send
func Again(ctx context.Context, query []byte) (*http.Response, error) {
	for try := range 6 {
		resp, err := medipimraw.Stream(ctx, query)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusOK, http.StatusNoContent:
			return resp, nil
		case http.StatusTooManyRequests:
			resp.Body.Close()
			time.Sleep(2 * time.Second << try)
		default:
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
	}
	return nil, errors.New("stream: throttled")
}

// House goes through the retrying client of the house.
// ok: the client of the other package retries 429
func House(ctx context.Context, id int) (m wire.Medium, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("https://api.medipim.be/v4/media/%d", id), nil)
	if err != nil {
		return m, err
	}
	resp, err := httpx.Patient().Do(req)
	if err != nil {
		return m, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return m, errors.New(resp.Status)
	}
	return m, json.NewDecoder(resp.Body).Decode(&m)
}

// Helped has its send called again by the helper of the house.
// ok: the helper of the other package waits and calls again
func Helped(ctx context.Context, q []byte) (*wire.Page, error) {
	resp, err := httpx.Retry(ctx, 4, func(ctx context.Context) (*http.Response, error) {
		return httpx.Send(ctx, http.MethodPost, "https://api.medipim.be/v4/products/query", q)
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	p := new(wire.Page)
	return p, json.NewDecoder(resp.Body).Decode(p)
}

// Article reads the article at the wholesaler.
// ok: another host through the same wrapper
func Article(ctx context.Context, id string) (a map[string]any, err error) {
	resp, err := httpx.Send(ctx, http.MethodGet, "https://erp.example.be/articles/"+id, nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return a, json.NewDecoder(resp.Body).Decode(&a)
}
