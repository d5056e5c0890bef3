package medipimforms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// ByGet has a general check only.
func ByGet(id string) (*product, error) {
	resp, err := http.Get(root + "/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return finish(resp)
}

// ByGetAgain waits for 429.
func ByGetAgain(ctx context.Context, id string) (*product, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(root + "/products/find?id=" + id)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n == tries {
			return finish(resp)
		}
		resp.Body.Close()
		if err := nap(ctx, n); err != nil {
			return nil, err
		}
	}
}

// ByPost has a general check only.
func ByPost(query string) (*product, error) {
	resp, err := http.Post(root+"/products/query", "application/json", strings.NewReader(query)) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return finish(resp)
}

// ByPostBusy gives 429 to its caller as a sentinel.
func ByPostBusy(query string) (*product, error) {
	resp, err := http.Post(root+"/products/query", "application/json", strings.NewReader(query))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, errBusy
	}
	return finish(resp)
}

// ByForm has a general check only.
func ByForm(v url.Values) error {
	resp, err := http.PostForm(root+"/marks", v) // want medipimretry/missing
	if err != nil {
		return err
	}
	return settle(resp)
}

// ByHead knows two statuses, and 429 is neither.
func ByHead(id string) (bool, error) {
	resp, err := http.Head(root + "/products/" + id) // want medipimretry/missing
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return true, nil
	case http.StatusNotFound:
		return false, nil
	}
	return false, errors.New(resp.Status)
}

// ByHeadBusy has an error that is built only for 429.
func ByHeadBusy(id string) (bool, error) {
	resp, err := http.Head(root + "/products/" + id)
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return true, nil
	case http.StatusNotFound:
		return false, nil
	case http.StatusTooManyRequests:
		return false, fmt.Errorf("slow down: %s", id)
	}
	return false, errors.New(resp.Status)
}

// ByDefaultClient has a general check only.
func ByDefaultClient(req *http.Request) error {
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	return settle(resp)
}

// ByInterface has a general check only.
func ByInterface(d doer, req *http.Request) (*product, error) {
	resp, err := d.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return finish(resp)
}

// ByTransport has a general check only.
func ByTransport(req *http.Request) (*product, error) {
	resp, err := http.DefaultTransport.RoundTrip(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return finish(resp)
}

// InGoroutine has a general check only, in a goroutine.
func InGoroutine(ids []string, out chan<- error) {
	for _, id := range ids {
		go func() {
			resp, err := http.Get(root + "/ping/" + id) // want medipimretry/missing
			if err != nil {
				out <- err
				return
			}
			out <- settle(resp)
		}()
	}
}

// NothingOnFailure takes each failure for an absent product.
func NothingOnFailure(id string) (*product, error) {
	resp, err := http.Get(root + "/products/maybe/" + id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, nil
	}
	return finish(resp)
}

// NothingWhenAbsent takes only 404 for an absent product, and 429 for what it is.
func NothingWhenAbsent(id string) (*product, error) {
	resp, err := http.Get(root + "/products/maybe/" + id)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusNotFound:
		resp.Body.Close()
		return nil, nil
	case http.StatusTooManyRequests:
		resp.Body.Close()
		return nil, errBusy
	}
	return finish(resp)
}

// Elsewhere asks another host.
func Elsewhere() (map[string]any, error) {
	resp, err := http.Get("https://api.weather.example/today")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out map[string]any
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

// ByCode retries on the code of the body.
func ByCode(ctx context.Context) error {
	for n := range tries {
		resp, err := http.Get(root + "/touch")
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		var f failure
		err = json.NewDecoder(resp.Body).Decode(&f)
		resp.Body.Close()
		if err != nil || f.Error.Code != "too_many_requests" {
			return fmt.Errorf("touch: %s", resp.Status)
		}
		if err := nap(ctx, n); err != nil {
			return err
		}
	}
	return errBusy
}

// StatusAndBytes hands the status up beside the bytes, and knows 429.
func StatusAndBytes(id string) (int, []byte, error) {
	resp, err := http.Get(root + "/raw/" + id)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return resp.StatusCode, nil, errBusy
	}
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, data, err
}

// again calls fn until it succeeds.
func again(fn func() error) (err error) {
	for n := range tries {
		if err = fn(); err == nil {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// ByHelper has its closure called again on any failure, so on 429 too.
func ByHelper(id string) error {
	return again(func() error {
		resp, err := http.Get(root + "/touch/" + id)
		if err != nil {
			return err
		}
		return settle(resp)
	})
}
