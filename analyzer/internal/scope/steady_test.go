package scope

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"
)

func TestSteady(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      []string
	}{
		{name: "alone", src: `func Send() { post() }; func post() {}; func Patient() { backoff() }; func backoff() {}`, want: []string{"Send"}},
		{name: "a status that is asked for", src: `func Send() bool { return ok(0) }; func ok(s int) bool { return s != 429 }`},
		{name: "what a variable is set to", src: `var client int; func Send() int { return client }; func Set() { client = retries }; const retries = 3`},
		{name: "a variable of others", src: `var client int; var other int; func Send() int { return client }; func Set() { other = retries }; const retries = 3`, want: []string{"Send"}},
		{name: "a type's other methods", src: `type T struct{}; func (T) Do() {}; func (T) Retry() {}; func Send() { T{}.Do() }`},
		{name: "a method of a value that is made elsewhere", src: `type T struct{}; func (T) Do() { retry() }; func retry() {}; func Send() { made.Do() }; var made T`},
		{name: "set up by init", src: `func Send() {}; func init() { Retry = true }; var Retry bool`},
		{name: "handed a function", src: `func Send(do func() error) error { return do() }; func Keep(n int, s string, any interface{}) {}; func Retry() {}`, want: []string{"Keep"}},
		{name: "handed something to send through", src: `type Doer interface{ Do() }; func Send(d Doer) { d.Do() }; func Each(ds []Doer) { ds[0].Do() }; func Retry() {}`},
		{name: "methods and others' names are not listed", src: `type T struct{}; func (T) Get() {}; func send() {}`},
	} {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "p.go", "package p\n"+test.src, 0)
		if err != nil {
			t.Fatal(err)
		}
		info := &types.Info{Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}
		pkg, err := new(types.Config).Check("example.com/p", fset, []*ast.File{f}, info)
		if err != nil {
			t.Fatal(err)
		}
		got := Steady(pkg, []*ast.File{f}, info, func(*types.Package) bool { return false })
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
