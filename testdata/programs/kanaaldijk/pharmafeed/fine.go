package pharmafeed

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"time"

	"resty.dev/v3"
)

// Find reads with a GET, which v3 retries without further permission.
// ok: GET with count and condition
func Find(cnk string) (*Item, error) {
	rc := resty.New().SetBaseURL(apiBase).SetRetryCount(3).AddRetryConditions(resty.RetryConditionStatusTooManyRequests)
	defer rc.Close()
	var it Item
	resp, err := rc.R().SetResult(&it).SetQueryParam("cnk", cnk).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	if err := check(resp); err != nil {
		return nil, err
	}
	return &it, nil
}

// Query permits the POST on the request.
// ok: SetRetryAllowNonIdempotent on the request
func Query(ctx context.Context, q any) (*Items, error) {
	rc := resty.New().SetBaseURL(apiBase).SetRetryCount(3).AddRetryConditions(resty.RetryConditionStatusTooManyRequests)
	defer rc.Close()
	out := new(Items)
	resp, err := rc.R().
		SetContext(ctx).
		SetRetryAllowNonIdempotent(true).
		SetBody(q).
		SetResult(out).
		Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return out, check(resp)
}

// Everything sits on the request.
// ok: all retry settings on the request
func Everything(q any) (*Items, error) {
	var out Items
	resp, err := resty.New().R().
		SetRetryCount(5).
		SetRetryWaitTime(time.Second).
		SetRetryAllowNonIdempotent(true).
		AddRetryConditions(func(r *resty.Response, err error) bool { return err != nil || r.StatusCode() >= 429 }).
		SetBody(q).
		SetResult(&out).
		Post(apiBase + "/v4/products/query")
	if err != nil {
		return nil, err
	}
	return &out, check(resp)
}

// Constant waits the same time every time.
// ok: a constant delay above zero
func Constant(cnk string) (*Item, error) {
	rc := resty.New().SetBaseURL(apiBase).SetRetryCount(9).
		AddRetryConditions(resty.RetryConditionStatusTooManyRequests).
		SetRetryDelayStrategy(resty.RetryConstantDelayStrategy(3 * time.Second))
	var it Item
	resp, err := rc.R().SetResult(&it).SetQueryParam("cnk", cnk).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	return &it, check(resp)
}

// Shared adds a condition to those of the client.
// ok: AddRetryConditions on the request only adds to the client's
func Shared() ([]string, error) {
	var out []string
	resp, err := shared().R().
		AddRetryConditions(func(r *resty.Response, err error) bool { return r.StatusCode() == http.StatusLocked }).
		SetResult(&out).
		Get("/v4/substances")
	if err != nil {
		return nil, err
	}
	return out, check(resp)
}

// Stream yields the lines of a stream.
// ok: lines of a stream that answered 200; the error line's status is the only one
func Stream(ctx context.Context) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		resp, err := shared().R().SetContext(ctx).SetResponseDoNotParse(true).SetBody("{}").Post("/v4/products/stream")
		if err != nil {
			yield(Item{}, err)
			return
		}
		defer resp.Body.Close()
		if resp.StatusCode() != http.StatusOK {
			yield(Item{}, check(resp))
			return
		}
		dec := json.NewDecoder(resp.Body)
		for {
			var line struct {
				Result Item `json:"result"`
				Error  *struct {
					Status int    `json:"status"`
					Code   string `json:"code"`
				} `json:"error"`
			}
			if err := dec.Decode(&line); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				yield(Item{}, err)
				return
			}
			if line.Error != nil && line.Error.Status >= 500 {
				yield(Item{}, errors.New(line.Error.Code))
				return
			}
			if !yield(line.Result, nil) {
				return
			}
		}
	}
}

// Photo copies a photo.
// ok: the status is looked at before the copy
func Photo(w io.Writer, id string) error {
	resp, err := shared().R().SetResponseDoNotParse(true).Get("/v4/media/" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return err
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

// Rate reads an exchange rate of the national bank.
// ok: another host in a package that also talks to Medipim
func Rate(cur string) (float64, error) {
	var out struct {
		Rate float64 `json:"rate"`
	}
	resp, err := resty.New().R().Get("https://rates.example.com/v2/" + cur)
	if err != nil {
		return 0, err
	}
	return out.Rate, json.Unmarshal(resp.Bytes(), &out)
}

// Busy says that the caller has to wait.
// ok: a 429 handed up as such, and waited for here
func Busy(cnk string) (bool, error) {
	rc := resty.New().SetBaseURL(apiBase)
	for pause := time.Second; ; pause *= 2 {
		ok, err := available(rc, cnk)
		if !errors.Is(err, errBusy) || pause > time.Minute {
			return ok, err
		}
		time.Sleep(pause)
	}
}

// Level reads what is wrong, by the response's own status and known codes.
// ok: codes of the catalog, under statuses they come with
func Level(r *resty.Response, f *fault) string {
	switch r.StatusCode() {
	case http.StatusUnauthorized:
		if f.Error.Code == "authentication.invalid_api_secret" || f.Error.Code == "authentication.api_key_not_found" {
			return "config"
		}
		return "auth"
	case http.StatusNotFound:
		if f.Error.Code == "endpoint_not_found" {
			return "bug"
		}
		return "absent"
	default:
		return f.Error.Message
	}
}
