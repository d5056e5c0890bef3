package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"
	"testing"
)

// Shapes of clients that grow in one direction. Each yields a client of a size.
var growing = []struct {
	name  string
	small int // the size that is compared with ten times as much
	make  func(n int) string
}{
	{"functions", 60, func(n int) string {
		return client() + times(n, `
func (c *Client) Brand#(id string) (*Brand, error) {
	resp, err := c.send("/v4/brands/#/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, c.failure(resp)
	}
	var b Brand
	return &b, json.NewDecoder(resp.Body).Decode(&b)
}
`)
	}},
	{"lines", 60, func(n int) string {
		return client() + "\nfunc (c *Client) All() (total int, err error) {\n" + times(n, `
	if resp, err := c.send("/v4/#"); err != nil {
		return total, err
	} else if resp.StatusCode == 404 {
		total += #
	}
`) + "\n\treturn total, nil\n}\n"
	}},
	{"depth", 30, func(n int) string {
		return client() + `
func (c *Client) step0(e *apiError) (int, error) { return e.Error.Status, nil }
` + times(n, `
func (c *Client) step@(e *apiError) (int, error) {
	if e.Error.Code == "not_found" {
		return c.step#(e)
	}
	return c.step#(e)
}
`)
	}},
	{"cases", 100, func(n int) string {
		return client() + `
func (c *Client) Kind(e *apiError, resp *http.Response) string {
	switch e.Error.Code {
	` + times(n, "case \"code_#\":\n\t\treturn \"#\"\n\t") + `
	}
	switch resp.StatusCode {
	` + times(n, "case 1000+#:\n\t\treturn \"#\"\n\t") + `
	}
	return ""
}
`
	}},
	{"envelopes", 40, func(n int) string {
		return client() + times(n, `
type answer# struct {
	Error struct {
		Status  int
		Code    string
		Message string
	}
}

func (a *answer#) gone() bool { return a.Error.Status == 404 }

func (c *Client) Ask#(resp *http.Response) (bool, error) {
	var a answer#
	err := json.NewDecoder(resp.Body).Decode(&a)
	return a.gone(), err
}
`)
	}},
	{"table", 2000, func(n int) string {
		return client() + "\nvar texts = []struct{ code, text string }{\n" + times(n, "\t{\"code_#\", \"text #\"},\n") + `}

func (c *Client) Text(e *apiError) string {
	for _, t := range texts {
		if t.code == e.Error.Code {
			return t.text
		}
	}
	return ""
}
`
	}},
	{"transports", 6, func(n int) string {
		return client() + times(n, `
type tripper# struct{ next http.RoundTripper }

func (t *tripper#) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(req)
	if err == nil && resp.StatusCode == 500+# {
		return t.next.RoundTrip(req)
	}
	return resp, err
}

func wrap#(next http.RoundTripper) http.RoundTripper { return &tripper#{next} }
`)
	}},
}

// times joins n copies of text, in which # stands for the copy's number and @ for the number after it.
func times(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("#", fmt.Sprint(i), "@", fmt.Sprint(i+1)).Replace(text))
	}
	return b.String()
}

func client() string {
	return `package medipim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

type Client struct {
	http *http.Client
	base string
}

type Brand struct{ ID, Name string }

type apiError struct {
	Error struct {
		Status  int
		Code    string
		Message string
	}
}

func (e *apiError) String() string { return e.Error.Message }

type Failure struct {
	Status int
	Code   string
}

func (f *Failure) Error() string { return fmt.Sprint(f.Status, f.Code) }

func (c *Client) send(path string) (*http.Response, error) {
	for range 3 {
		resp, err := c.http.Get(c.base + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
	return nil, fmt.Errorf("medipim: too many requests")
}

func (c *Client) failure(resp *http.Response) error {
	var e apiError
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	return &Failure{e.Error.Status, e.Error.Code}
}

func Gone(err error) bool {
	f, ok := err.(*Failure)
	return ok && f.Status == 404
}
`
}

// generated is what oapi-codegen makes of a specification, as if that had n times as many operations.
func generated(t testing.TB, n int) string {
	t.Helper()
	src, err := os.ReadFile(libraries + "/clients/medipim/generated/medipimapi/medipimapi.gen.go")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	operations := regexp.MustCompile(`\b(New|Parse)?(Find|Query|Product)`)
	var once, each strings.Builder
	for _, decl := range file.Decls {
		from, name := decl.Pos(), ""
		switch decl := decl.(type) {
		case *ast.GenDecl:
			if decl.Doc != nil {
				from = decl.Doc.Pos()
			}
			if spec, ok := decl.Specs[0].(*ast.TypeSpec); ok {
				name = spec.Name.Name
			}
		case *ast.FuncDecl:
			if decl.Doc != nil {
				from = decl.Doc.Pos()
			}
			name = decl.Name.Name
			if decl.Recv != nil && !operations.MatchString(name) {
				name = string(src[fset.Position(decl.Recv.Pos()).Offset:fset.Position(decl.Recv.End()).Offset])
			}
		}
		if strings.HasSuffix(name, "Interface") {
			continue // lists all operations
		}
		text := string(src[fset.Position(from).Offset:fset.Position(decl.End()).Offset]) + "\n\n"
		if operations.MatchString(name) {
			each.WriteString(text)
		} else {
			once.WriteString(text)
		}
	}
	const query, other = "queryURL.Query", "queryURL.values"
	text := strings.NewReplacer("#", "number", query, other).Replace(each.String())
	copies := strings.ReplaceAll(operations.ReplaceAllString(text, "${1}Op#${2}"), other, query)
	shared := strings.ReplaceAll(once.String(), "\tClientInterface\n", "\t*Client\n")
	return "package " + file.Name.Name + "\n\n" + shared + times(n, copies)
}
