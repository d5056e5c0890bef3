package send_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

const source = `package p

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

type own struct{}

func (own) Do(req *http.Request) (*http.Response, error) { return nil, nil }

type embedded struct{ *http.Client }

func clientDo(c *http.Client, req *http.Request)   { c.Do(req) }
func clientGet(c *http.Client)                     { c.Get("u") }
func clientPost(c *http.Client)                    { c.Post("u", "t", strings.NewReader("b")) }
func clientForm(c *http.Client)                    { c.PostForm("u", url.Values{}) }
func function()                                    { http.Head("u") }
func promoted(e embedded, req *http.Request)       { e.Do(req) }
func trip(rt http.RoundTripper, req *http.Request) { rt.RoundTrip(req) }
func transport(t *http.Transport, req *http.Request) { t.RoundTrip(req) }
func interfaced(d doer, req *http.Request)         { d.Do(req) }
func value(f func(*http.Request) (*http.Response, error), req *http.Request) { f(req) }
func method(c *http.Client, req *http.Request)     { do := c.Do; do(req) }
func ofOwnType(o own, req *http.Request)           { o.Do(req) }
func read(r *bufio.Reader)                         { http.ReadResponse(r, nil) }
func recorded(r *httptest.ResponseRecorder)        { r.Result() }
func dumped(resp *http.Response)                   { httputil.DumpResponse(resp, true) }
func started(c *http.Client)                       { go c.Get("u") }
`

func TestOf(t *testing.T) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, _, err := ssautil.BuildPackage(&types.Config{Importer: importer.Default()}, fset, types.NewPackage("p", "p"), []*ast.File{f}, ssa.GlobalDebug)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"clientDo":   "Do request client",
		"clientGet":  "Get url client",
		"clientPost": "Post url body client",
		"clientForm": "PostForm url client",
		"function":   "Head url",
		"promoted":   "Do request client",
		"trip":       "RoundTrip request client",
		"transport":  "RoundTrip request client",
		"interfaced": "Do request client",
		"value":      "Do request client",
		"method":     "Do request client",
		"ofOwnType":  "",
		"read":       "",
		"recorded":   "",
		"dumped":     "",
		"started":    "",
	}
	for name, text := range want {
		if got := describe(pkg.Func(name)); got != text {
			t.Errorf("%s: got %q, want %q", name, got, text)
		}
	}
}

// describe says which send a function makes, and what is known of it.
func describe(fn *ssa.Function) string {
	var found []string
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			s := send.Of(call)
			if s == nil {
				continue
			}
			text := s.Method
			for _, part := range []struct {
				name string
				v    ssa.Value
			}{{"request", s.Request}, {"url", s.URL}, {"body", s.Body}, {"client", s.Client}} {
				if part.v != nil {
					text += " " + part.name
				}
			}
			if s.Response != 0 || s.Err != 1 {
				text += fmt.Sprintf(" results %d %d", s.Response, s.Err)
			}
			found = append(found, text)
		}
	}
	slices.Sort(found)
	return strings.Join(found, "; ")
}
