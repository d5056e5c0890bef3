package views

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"

	"github.com/go-resty/resty/v2"
)

type row struct {
	ID    int    `json:"id"`
	Brand string `json:"brand"`
}

// getJSON is what most of the reports use.
func getJSON[T any](ctx context.Context, c *resty.Client, path string) (v T, err error) {
	r, err := c.R().SetContext(ctx).Get(path)
	if err != nil {
		return v, err
	}
	if err = json.Unmarshal(r.Body(), &v); err != nil { // want medipimunchecked/unchecked
		err = fmt.Errorf("%s: %w", path, err)
	}
	return v, err
}

func Brands(ctx context.Context) ([]row, error) {
	return getJSON[[]row](ctx, restyPlain(), "/v4/brands")
}

func Names(ctx context.Context) (map[string]string, error) {
	return getJSON[map[string]string](ctx, restyPlain(), "/v4/names")
}

// hookedJSON is the same over the client with the hook.
func hookedJSON[T any](ctx context.Context, path string) (v T, err error) {
	r, err := restyHook().R().SetContext(ctx).Get(path)
	if err != nil {
		return v, err
	}
	err = json.Unmarshal(r.Body(), &v)
	return v, err
}

func Media(ctx context.Context) ([]row, error) { return hookedJSON[[]row](ctx, "/v4/media") }

// Rows pages through it all.
func Rows(ctx context.Context) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		c := reqPlain()
		for page := 1; ; page++ {
			r, err := c.R().SetContext(ctx).SetQueryParam("page", fmt.Sprint(page)).Get("/v4/products")
			if err != nil {
				yield(row{}, err)
				return
			}
			var rows []row
			if err := json.NewDecoder(bytes.NewReader(r.Bytes())).Decode(&rows); err != nil { // want medipimunchecked/unchecked
				yield(row{}, err)
				return
			}
			if len(rows) == 0 {
				return
			}
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// Pages is Rows a page at a time, with a look.
func Pages(ctx context.Context) iter.Seq2[[]row, error] {
	return func(yield func([]row, error) bool) {
		c := reqPlain()
		for page := 1; ; page++ {
			r, err := c.R().SetContext(ctx).SetQueryParam("page", fmt.Sprint(page)).Get("/v4/products")
			if err == nil && r.IsErrorState() {
				err = refused(r.StatusCode, json.NewDecoder(bytes.NewReader(r.Bytes())))
			}
			if err != nil {
				yield(nil, err)
				return
			}
			var rows []row
			err = r.UnmarshalJson(&rows)
			if !yield(rows, err) || err != nil || len(rows) == 0 {
				return
			}
		}
	}
}

type answer struct {
	resp *http.Response
	err  error
}

// First takes the answer that comes first.
func First(paths ...string) (v row, err error) {
	answers := make(chan answer, len(paths))
	for _, p := range paths {
		go func() {
			resp, err := plain.Get(base + p)
			answers <- answer{resp, err}
		}()
	}
	a := <-answers
	if a.err != nil {
		return v, a.err
	}
	defer a.resp.Body.Close()
	err = json.NewDecoder(a.resp.Body).Decode(&v) // want medipimunchecked/unchecked
	return v, err
}

// FirstStrict does so with the client that looks itself.
func FirstStrict(paths ...string) (v row, err error) {
	answers := make(chan answer, len(paths))
	for _, p := range paths {
		go func() {
			resp, err := strict.Get(base + p)
			answers <- answer{resp, err}
		}()
	}
	a := <-answers
	if a.err != nil {
		return v, a.err
	}
	defer a.resp.Body.Close()
	err = json.NewDecoder(a.resp.Body).Decode(&v)
	return v, err
}

// Totals asks the body whether there is an error in it.
func Totals() (int, error) {
	resp, err := plain.Post(base+"/v4/products/query", "application/json", strings.NewReader("{}"))
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var out struct {
		Meta struct {
			Total int `json:"total"`
		} `json:"meta"`
		Error *struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil { // want medipimunchecked/unchecked
		return 0, err
	}
	if out.Error != nil {
		return 0, errors.New(out.Error.Message)
	}
	return out.Meta.Total, nil
}

// Sheet hands the spreadsheet on.
func Sheet(ctx context.Context) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/v4/export", nil)
	if err != nil {
		return nil, err
	}
	resp, err := plain.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// SheetOf does so when it is one.
func SheetOf(ctx context.Context) (b []byte, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/v4/export", nil)
	if err != nil {
		return nil, err
	}
	resp, err := plain.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	ok := resp.StatusCode == http.StatusOK
	if !ok {
		return nil, refused(resp.StatusCode, json.NewDecoder(resp.Body))
	}
	return io.ReadAll(resp.Body)
}

// Latest knows that the server can be down.
func Latest() (rows []row, err error) {
	resp, err := plain.Get(base + "/v4/latest")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusInternalServerError {
		return nil, Refused{HTTPStatus: resp.StatusCode}
	}
	err = json.NewDecoder(resp.Body).Decode(&rows) // want medipimunchecked/partial
	return rows, err
}

// Oldest decodes within the look.
func Oldest() (rows []row, err error) {
	resp, err := plain.Get(base + "/v4/oldest")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	dec := json.NewDecoder(resp.Body)
	switch resp.StatusCode {
	case http.StatusOK, http.StatusPartialContent:
		err = dec.Decode(&rows)
		return rows, err
	case http.StatusNoContent:
		return nil, nil
	}
	return nil, refused(resp.StatusCode, dec)
}
