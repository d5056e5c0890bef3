package model

import (
	"fmt"
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
)

// A packageFact says that a package is Medipim client code, or adds codes to the catalog.
type packageFact struct {
	Scoped bool
	Codes  []string    // from //medipimlint:code, of the package and of what it imports; sorted
	Lent   []lentField // what it puts into fields of other packages
}

func (*packageFact) AFact() {}

func (f *packageFact) String() string {
	var lent strings.Builder
	for _, l := range f.Lent {
		fmt.Fprintf(&lent, "; %s %s holds %s", l.Package, l.Field, wires(l.Origins))
	}
	return fmt.Sprintf("medipim(scoped=%t codes=%s)%s", f.Scoped, strings.Join(f.Codes, ","), lent.String())
}

// A retryFact says that a package, which is out of scope, may retry what is sent through it. Only those ask for it
// that import the package: it need not be handed on.
type retryFact struct {
	Steady []string // its functions that do not, by name; sorted
}

func (*retryFact) AFact() {}

func (f *retryFact) String() string {
	if len(f.Steady) == 0 {
		return "may retry"
	}
	return "may retry, but for " + strings.Join(f.Steady, ", ")
}

// A fieldFact says what a field of a struct can hold when a value leaves the package.
type fieldFact struct{ Origins []wire }

func (*fieldFact) AFact() {}

func (f *fieldFact) String() string { return "holds " + wires(f.Origins) }

// A funcFact says what a function yields and what it does with its parameters, the receiver first.
type funcFact struct {
	Results  [][]wire // by result
	Branches []paramUse
	Codes    []paramComparison
	Variadic int // the variadic parameter, -1 for none
	Into     int // parameter that a body is decoded into, -1 for none
	From     int // parameter that the body comes from, -1 if unknown
}

// A paramUse says what is done with a parameter.
type paramUse struct {
	Param int
	Use   use
}

// A paramComparison is a comparison of a parameter, as comparison has it.
type paramComparison struct {
	Param int
	How   string
	With  int
}

func (*funcFact) AFact() {}

func (f *funcFact) String() string {
	var parts []string
	for i, r := range f.Results {
		if len(r) > 0 {
			parts = append(parts, fmt.Sprintf("result%d %s", i, wires(r)))
		}
	}
	if len(f.Branches) > 0 {
		parts = append(parts, fmt.Sprintf("branches on %v", f.Branches))
	}
	if len(f.Codes) > 0 {
		parts = append(parts, fmt.Sprintf("compares %v", f.Codes))
	}
	if f.Into >= 0 {
		parts = append(parts, fmt.Sprintf("decodes %d into %d", f.From, f.Into))
	}
	return strings.Join(parts, "; ")
}

func (f *funcFact) empty() bool {
	return !slices.ContainsFunc(f.Results, func(r []wire) bool { return len(r) > 0 }) &&
		len(f.Branches) == 0 && len(f.Codes) == 0 && f.Into < 0
}

// A wire is an origin as facts carry it.
type wire struct {
	HTTP   bool   // the HTTP status
	Path   string // else the part of the body
	Part   bool
	Text   bool // in a longer text
	Fold   byte
	Hidden bool   // of the HTTP status: a decode may have overwritten it
	Const  string // else a code that the program gives the value itself
}

func wires(ws []wire) string {
	var parts []string
	for _, w := range ws {
		s := w.Path
		switch {
		case w.Hidden:
			s = "overwritten HTTP status"
		case w.HTTP:
			s = "HTTP status"
		case w.Const != "":
			s = strconv.Quote(w.Const)
		}
		if w.Part {
			s = "part of " + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

// encode keeps what another package can use: the HTTP status and the envelope's fields, and beside the code those that
// the program made itself, sorted.
func encode(s origin.Set) []wire {
	var out []wire
	codes := slices.ContainsFunc(s, func(o origin.Origin) bool {
		return o.Kind == origin.Body && o.Path == origin.PathCode && !o.Part && !o.Stream
	})
	for _, o := range s {
		w := wire{Path: o.Path, Part: o.Part, Text: o.Composed, Fold: o.Fold}
		switch {
		case o.Kind == origin.HTTP:
			w = wire{HTTP: true, Part: o.Part, Hidden: o.Hidden}
		case o.Kind == origin.Const && codes && o.Const.Value.Kind() == constant.String && constant.StringVal(o.Const.Value) != "":
			w = wire{Const: constant.StringVal(o.Const.Value)}
		case o.Kind == origin.Body && !o.Stream && (o.Path == origin.PathStatus || o.Path == origin.PathCode || o.Path == origin.PathMessage):
		default:
			continue
		}
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b wire) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return out
}

func decode(ws []wire, from types.Object) origin.Set {
	var s origin.Set
	for _, w := range ws {
		o := origin.Origin{Kind: origin.Body, Path: w.Path, Part: w.Part, Composed: w.Text, Fold: w.Fold, Imported: from}
		switch {
		case w.HTTP:
			o.Kind, o.Hidden = origin.HTTP, w.Hidden
		case w.Const != "":
			o = origin.Origin{Kind: origin.Const, Const: ssa.NewConst(constant.MakeString(w.Const), types.Typ[types.String]), Imported: from}
		}
		s = append(s, o)
	}
	return s
}

// imported reads the facts of other packages.
type imported struct{ pass *analysis.Pass }

func (im imported) Result(fn *types.Func, i int) origin.Set {
	if f, ok := im.fn(fn); ok && i < len(f.Results) {
		return decode(f.Results[i], fn)
	}
	return nil
}

func (im imported) Decodes(fn *types.Func) (into, from int) {
	if f, ok := im.fn(fn); ok {
		return f.Into, f.From
	}
	return -1, -1
}

func (im imported) Scoped(pkg *types.Package) bool {
	var f packageFact
	return pkg != im.pass.Pkg && im.pass.ImportPackageFact(pkg, &f) && f.Scoped
}

// MayRetry reports whether another package, which is out of scope, may retry what is sent through it. One that is
// not imported here cannot be told.
func (im imported) MayRetry(pkg *types.Package) bool {
	switch {
	case pkg == im.pass.Pkg || scope.NeverRetries(pkg.Path()) || im.Scoped(pkg):
		return false
	case slices.Contains(im.pass.Pkg.Imports(), pkg):
		return im.pass.ImportPackageFact(pkg, new(retryFact))
	}
	return true
}

// Steady reports whether fn, a function of another package that may retry, is one that does not.
func (im imported) Steady(fn *types.Func) bool {
	var f retryFact
	return slices.Contains(im.pass.Pkg.Imports(), fn.Pkg()) && im.pass.ImportPackageFact(fn.Pkg(), &f) &&
		fn.Signature().Recv() == nil && slices.Contains(f.Steady, fn.Name())
}

func (im imported) fn(fn *types.Func) (*funcFact, bool) {
	var f funcFact
	ok := im.foreign(fn) && im.pass.ImportObjectFact(fn.Origin(), &f)
	return &f, ok
}

func (im imported) foreign(obj types.Object) bool {
	return obj != nil && obj.Pkg() != nil && obj.Pkg() != im.pass.Pkg
}

// export says something of an object to other packages. What is declared in one of them is not for this one to say: the
// fields of "type failure http.Response" are net/http's.
func (p *Package) export(obj types.Object, fact analysis.Fact) {
	if obj.Pkg() == p.pass.Pkg {
		p.pass.ExportObjectFact(obj, fact)
	}
}

// exportFacts says what other packages need to know: the fields of the package's types, the
// results and parameters of its functions.
func (p *Package) exportFacts(prog *ssa.Program) {
	names := p.pass.Pkg.Scope()
	for _, name := range names.Names() {
		switch obj := names.Lookup(name).(type) {
		case *types.TypeName:
			named, ok := obj.Type().(*types.Named)
			if !ok || obj.IsAlias() {
				continue
			}
			p.exportFields(named)
			for m := range named.Methods() {
				p.exportFunc(m, prog.FuncValue(m))
			}
		case *types.Func:
			if obj.Exported() {
				p.exportFunc(obj, prog.FuncValue(obj))
			}
		}
	}
}

func (p *Package) exportFields(named *types.Named) {
	for _, f := range p.Origins.Fields(named) {
		if ws := encode(f.Holds); len(ws) > 0 && f.Var.Exported() {
			p.export(f.Var, &fieldFact{ws})
		}
	}
}

func (p *Package) exportFunc(obj *types.Func, fn *ssa.Function) {
	if fn == nil || len(fn.Blocks) == 0 || !obj.Exported() {
		return
	}
	f := &funcFact{Variadic: -1, Into: -1, From: -1}
	if fn.Signature.Variadic() {
		f.Variadic = len(fn.Params) - 1
	}
	for i := range fn.Signature.Results().Len() {
		f.Results = append(f.Results, encode(p.Origins.Result(fn, i)))
	}
	for i, prm := range fn.Params {
		if u := p.tested[prm]; u != 0 {
			f.Branches = append(f.Branches, paramUse{i, u})
		}
		for _, c := range p.compared[prm] {
			f.Codes = append(f.Codes, paramComparison{i, c.How, c.With})
		}
	}
	f.Into, f.From = p.Origins.DecodesParam(fn)
	if !f.empty() {
		p.export(obj, f)
	}
}
