// Package host tells where a request goes: to Medipim, to another host, or that it cannot be told.
//
// A URL is put together from what is known of it: constants, concatenations, fmt.Sprintf, net/url's
// functions, base URLs kept in fields and variables, parameters that the package's own callers fill
// in. What is not known stands in it as %s.
package host

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/elements"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
)

const (
	hole     = "%s" // stands for text that is not known
	maxTexts = 12   // texts followed for one value
	maxDepth = 12
)

// Finder finds the hosts of one package's requests.
type Finder struct {
	origins *origin.Engine
	memo    map[ssa.Value][]string
	active  map[ssa.Value]bool
}

// New returns a finder on top of the package's origins.
func New(origins *origin.Engine) *Finder {
	return &Finder{origins, map[ssa.Value][]string{}, map[ssa.Value]bool{}}
}

// Of tells where the URL or request v leads. Several texts that all name other hosts are another
// host, whatever else is not known: a default says what a setting is for.
func (f *Finder) Of(v ssa.Value) scope.HostKind {
	kind := scope.HostUnknown
	for _, text := range f.Texts(v) {
		switch scope.Host(text) {
		case scope.HostMedipim:
			return scope.HostMedipim
		case scope.HostOther:
			kind = scope.HostOther
		}
	}
	return kind
}

// Texts returns what the URL v (a string, *url.URL or *http.Request) can be, with %s for the parts
// that are not known.
func (f *Finder) Texts(v ssa.Value) []string { return f.texts(v, 0) }

func (f *Finder) texts(v ssa.Value, depth int) []string {
	if out, ok := f.memo[v]; ok {
		return out
	}
	if depth > maxDepth || f.active[v] {
		return []string{hole}
	}
	f.active[v] = true
	values, complete := f.origins.Stored(v)
	var out []string
	for _, w := range values {
		out = append(out, f.text(w, depth+1)...)
		if len(out) > maxTexts {
			break
		}
	}
	if !complete {
		out = append(out, hole)
	}
	delete(f.active, v)
	if depth == 0 {
		f.memo[v] = out
	}
	return out
}

// text returns what one value, that is not stored elsewhere, can be.
func (f *Finder) text(v ssa.Value, depth int) []string {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String {
			return []string{constant.StringVal(v.Value)}
		}
	case *ssa.BinOp:
		if v.Op == token.ADD {
			return join(f.texts(v.X, depth), f.texts(v.Y, depth))
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return f.call(call, depth)
		}
	case *ssa.Call:
		return f.call(v, depth)
	case *ssa.Alloc:
		return f.literal(v, depth)
	case *ssa.Global: // (&base).String()
		return f.loaded(v, depth)
	case *ssa.UnOp:
		if v.Op == token.MUL && program.StructOf(v.Type()) != nil {
			return f.loaded(v.X, depth)
		}
	}
	return []string{hole}
}

func join(a, b []string) []string {
	var out []string
	for _, x := range a {
		for _, y := range b {
			if len(out) < maxTexts {
				out = append(out, x+y)
			}
		}
	}
	return out
}

// call returns what a library function that makes or hands on a URL yields.
func (f *Finder) call(call *ssa.Call, depth int) []string {
	fn := call.Call.StaticCallee()
	obj, _ := fn.Object().(*types.Func)
	if obj == nil {
		return []string{hole}
	}
	name := f.origins.FullName(obj)
	args := call.Call.Args
	if i, ok := handsOn[name]; ok && i < len(args) {
		return f.texts(args[i], depth)
	}
	if i, ok := builders[name]; ok && i < len(args) {
		return f.texts(args[i], depth)
	}
	switch name {
	case "fmt.Sprintf":
		return f.format(args, depth)
	case "fmt.Sprint", "strings.Join":
		if list := parts(args[0]); len(list) > 0 {
			return join(f.texts(list[0], depth), []string{hole})
		}
	case "cmp.Or":
		var out []string
		for _, x := range parts(args[0]) {
			out = append(out, f.texts(x, depth)...)
		}
		return out
	}
	if fluent(obj) {
		return f.texts(args[0], depth)
	}
	return []string{hole}
}

// fluent reports whether the method, of another package, yields what it is called on: a builder of requests.
func fluent(fn *types.Func) bool {
	recv, results := fn.Signature().Recv(), fn.Signature().Results()
	return recv != nil && results.Len() == 1 && types.Identical(recv.Type(), results.At(0).Type()) && makesRequests(fn.Pkg())
}

func makesRequests(pkg *types.Package) bool {
	return pkg != nil && (pkg.Path() == "github.com/carlmjohnson/requests" || pkg.Path() == "github.com/parnurzeal/gorequest")
}

// builders gives the argument that has the URL, of functions and methods that begin the request of a library.
var builders = map[string]int{
	"github.com/carlmjohnson/requests.URL":                  0,
	"(*github.com/carlmjohnson/requests.Builder).BaseURL":   1,
	"(*github.com/carlmjohnson/requests.Builder).Request":   0,
	"(*github.com/parnurzeal/gorequest.SuperAgent).Get":     1,
	"(*github.com/parnurzeal/gorequest.SuperAgent).Post":    1,
	"(*github.com/parnurzeal/gorequest.SuperAgent).Put":     1,
	"(*github.com/parnurzeal/gorequest.SuperAgent).Patch":   1,
	"(*github.com/parnurzeal/gorequest.SuperAgent).Head":    1,
	"(*github.com/parnurzeal/gorequest.SuperAgent).Delete":  1,
	"(*github.com/parnurzeal/gorequest.SuperAgent).Options": 1,
}

// handsOn gives the argument that a function's URL begins with.
var handsOn = map[string]int{
	"net/http.NewRequest":                                          1,
	"net/http.NewRequestWithContext":                               2,
	"(*net/http.Request).WithContext":                              0,
	"(*net/http.Request).Clone":                                    0,
	"github.com/hashicorp/go-retryablehttp.NewRequest":             1,
	"github.com/hashicorp/go-retryablehttp.NewRequestWithContext":  2,
	"github.com/hashicorp/go-retryablehttp.FromRequest":            0,
	"(*github.com/hashicorp/go-retryablehttp.Request).WithContext": 0,
	"net/url.Parse":                   0,
	"net/url.ParseRequestURI":         0,
	"net/url.JoinPath":                0,
	"(*net/url.URL).JoinPath":         0,
	"(*net/url.URL).String":           0,
	"(*net/url.URL).ResolveReference": 0,
	"(*net/url.URL).Parse":            0,
	"strings.TrimSpace":               0,
	"strings.TrimSuffix":              0,
	"strings.TrimRight":               0,
	"strings.TrimPrefix":              0,
	"strings.Trim":                    0,
	"strings.ToLower":                 0,
	"strings.Replace":                 0,
	"strings.ReplaceAll":              0,
	"path.Join":                       0,
	"flag.String":                     1,
	"(*flag.FlagSet).String":          2,
}

// format puts the known operands of fmt.Sprintf in the place of their verbs.
func (f *Finder) format(args []ssa.Value, depth int) []string {
	var out []string
	operands := parts(args[1])
	for _, layout := range f.texts(args[0], depth) {
		texts := []string{""}
		n := 0
		for {
			i := strings.IndexByte(layout, '%')
			if i < 0 || i+1 == len(layout) {
				break
			}
			texts = join(texts, []string{layout[:i]})
			verb := layout[i+1]
			layout = layout[i+2:]
			switch {
			case verb == '%':
				texts = join(texts, []string{"%"})
			case (verb == 's' || verb == 'v') && n < len(operands):
				texts = join(texts, f.texts(operands[n], depth))
				n++
			default:
				texts = join(texts, []string{hole})
				n++
			}
		}
		out = append(out, join(texts, []string{layout})...)
	}
	return out
}

// parts returns the operands of a variadic call, in order.
func parts(v ssa.Value) []ssa.Value {
	out, _ := elements.Of(v)
	for i, x := range out {
		if boxed, ok := x.(*ssa.MakeInterface); ok {
			out[i] = boxed.X
		}
	}
	return out
}
