// Package wrappers has Medipim clients in odd styles around libraries.
package wrappers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"

	"github.com/buger/jsonparser"
	"github.com/go-resty/resty/v2"
	jsoniter "github.com/json-iterator/go"
	"github.com/tidwall/gjson"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"
)

var errGone = errors.New("gone")

type apiError struct {
	Status int
	Code   string
}

func (e *apiError) Error() string { return fmt.Sprint(e.Status, e.Code) }

func fetch() error {
	resp, err := http.Get("https://api.medipim.be/v4/x") // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	if resp.StatusCode < 300 {
		return nil
	}
	r := gjson.ParseBytes(b)
	return &apiError{int(r.Get("error.status").Int()), r.Get("error.code").Str}
}

func group() bool {
	var g errgroup.Group
	g.Go(fetch)
	g.Go(func() error { return nil })
	err := g.Wait()
	var e *apiError
	return errors.As(err, &e) && e.Status == 404 // want medipimstatus/branch
}

var flight singleflight.Group

func flying() bool {
	v, err, _ := flight.Do("x", func() (any, error) { return 1, fetch() })
	_ = v
	var e *apiError
	return errors.As(err, &e) && e.Code == "nope" // want medipimcode/unknown
}

var once = sync.OnceValue(fetch)

func onced() bool {
	e, ok := once().(*apiError)
	return ok && e.Status == 404 // want medipimstatus/branch
}

// the reader is an interface with two implementations
type reader interface{ status(body []byte) int64 }

type viaGJSON struct{}
type viaParser struct{}

func (viaGJSON) status(body []byte) int64 { return gjson.GetBytes(body, "error.status").Int() }
func (viaParser) status(body []byte) int64 {
	n, _ := jsonparser.GetInt(body, "error", "status")
	return n
}

func viaInterface(r reader, body []byte) bool {
	return r.status(body) == 404 // want medipimstatus/branch
}

// a table of extractors
var extractors = map[string]func([]byte) string{
	"code":    func(b []byte) string { return gjson.GetBytes(b, "error.code").String() },
	"message": func(b []byte) string { return gjson.GetBytes(b, "error.message").String() },
}

func viaTable(body []byte) bool {
	return extractors["code"](body) == "nope" // want medipimcode/unknown
}

// an option type
type opt func(*conf)
type conf struct{ path string }

func withPath(p string) opt { return func(c *conf) { c.path = p } }

func read(body []byte, opts ...opt) gjson.Result {
	c := conf{path: "error.status"}
	for _, o := range opts {
		o(&c)
	}
	return gjson.GetBytes(body, c.path)
}

func viaOption(body []byte) bool {
	return read(body).Int() == 404 // want medipimstatus/branch
}

// struct of paths
type paths struct{ status, code string }

var errPaths = paths{status: "error.status", code: "error.code"}

func viaPaths(body []byte) bool {
	return gjson.GetBytes(body, errPaths.status).Int() == 404 || gjson.GetBytes(body, errPaths.code).Str == "nope" // want medipimstatus/branch medipimcode/unknown
}

// channel of results
func viaChannel(body []byte) bool {
	ch := make(chan gjson.Result, 1)
	go func() { ch <- gjson.GetBytes(body, "error") }()
	e := <-ch
	return e.Get("status").Int() == 404 // want medipimstatus/branch
}

// context value
type ctxKey struct{}

func withErr(ctx context.Context, body []byte) context.Context {
	return context.WithValue(ctx, ctxKey{}, gjson.GetBytes(body, "error"))
}

// embedded Result
type node struct{ gjson.Result }

func (n node) is(code string) bool { return n.Get("code").String() == code }

func viaEmbedded(body []byte) bool {
	n := node{gjson.GetBytes(body, "error")}
	return n.is("nope") || n.Get("status").Int() == 404 // want medipimcode/unknown medipimstatus/branch
}

// generic getter
func at[T int64 | string](body []byte, path string, conv func(gjson.Result) T) T {
	return conv(gjson.GetBytes(body, path))
}

func viaGeneric(body []byte) bool {
	return at(body, "error.status", gjson.Result.Int) == 404 // want medipimstatus/branch
}

func viaGenericLit(body []byte) bool {
	return at(body, "error.code", func(r gjson.Result) string { return r.String() }) == "nope" // want medipimcode/unknown
}

// nil-safe wrapper over jsoniter
func get(body []byte, path ...interface{}) jsoniter.Any {
	if len(body) == 0 {
		return nil
	}
	return jsoniter.Get(body, path...)
}

func viaWrapper(body []byte) bool {
	return get(body, "error", "status").ToInt() == 404 // want medipimstatus/branch
}

// resty: error from body string
func viaString(resp *resty.Response) bool {
	return gjson.Get(resp.String(), "error.status").Int() == 404 // want medipimstatus/branch
}

func viaUnmarshal(resp *resty.Response) bool {
	var env map[string]map[string]json.RawMessage
	_ = json.Unmarshal(resp.Body(), &env)
	return bytes.Equal(env["error"]["code"], []byte(`"nope"`)) || string(env["error"]["status"]) == "404" // want medipimstatus/branch
}

// status against the real one
func consistent(resp *resty.Response) bool {
	return gjson.GetBytes(resp.Body(), "error.status").Int() != int64(resp.StatusCode())
}

// deferred read
func named(body []byte) (st int64, err error) {
	defer func() { st = gjson.GetBytes(body, "error.status").Int() }()
	return 0, nil
}

func useNamed(body []byte) bool {
	st, _ := named(body)
	return st == 404 // want medipimstatus/branch
}

// method value
func methodValue(body []byte) bool {
	get := gjson.ParseBytes(body).Get
	return get("error.status").Int() == 404 // want medipimstatus/branch
}

// function value of a library
var lookup = gjson.GetBytes

func functionValue(body []byte) bool {
	return lookup(body, "error.status").Int() == 404 // want medipimstatus/branch
}

// decoder as a function value
var unmarshal = jsoniter.ConfigFastest.Unmarshal

func decoderValue(body []byte) bool {
	var env struct {
		Error struct {
			Status int
			Code   string
		}
	}
	_ = unmarshal(body, &env)
	return env.Error.Status == 404 // want medipimstatus/branch
}

// slices of codes
func codes(body []byte) bool {
	for _, c := range []string{"not_found", "nope"} { // want medipimcode/unknown
		if gjson.GetBytes(body, "error.code").String() == c {
			return true
		}
	}
	return false
}

// compare through a local helper
func eq(r gjson.Result, n int64) bool { return r.Int() == n }

func viaEq(body []byte) bool {
	return eq(gjson.GetBytes(body, "error.status"), 404) // want medipimstatus/branch
}

func viaEqOther(body []byte) bool {
	return eq(gjson.GetBytes(body, "meta.total"), 404)
}
