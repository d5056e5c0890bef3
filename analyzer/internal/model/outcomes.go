package model

import (
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// A lookFact says what a function makes of an answer's status: which of its results are errors, or true, under
// which statuses.
type lookFact struct{ Outcomes []reach.Outcome }

func (*lookFact) AFact() {}

func (f *lookFact) String() string {
	var parts []string
	for _, o := range f.Outcomes {
		parts = append(parts, o.String())
	}
	return "looks: " + strings.Join(parts, "; ")
}

// outcomes returns what an imported function makes of an answer's status.
func (im imported) outcomes(fn *types.Func) []reach.Outcome {
	var f lookFact
	if im.foreign(fn) && im.pass.ImportObjectFact(fn.Origin(), &f) {
		return f.Outcomes
	}
	return nil
}

// exportLooks says what the package's exported functions and methods make of an answer's status.
func (p *Package) exportLooks() {
	scope := p.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		switch obj := scope.Lookup(name).(type) {
		case *types.TypeName:
			if named, ok := obj.Type().(*types.Named); ok && !obj.IsAlias() {
				for m := range named.Methods() {
					p.exportLook(m)
				}
			}
		case *types.Func:
			p.exportLook(obj)
		}
	}
}

func (p *Package) exportLook(obj *types.Func) {
	fn := p.SSA.Prog.FuncValue(obj)
	if fn == nil || len(fn.Blocks) == 0 || !obj.Exported() {
		return
	}
	var found []reach.Outcome
	for i, prm := range fn.Params {
		if looksAt(prm) && decides(fn.Signature.Results()) {
			found = append(found, p.Reach().Outcomes(fn, i)...)
		}
	}
	if decides(fn.Signature.Results()) {
		found = append(found, p.Reach().Outcomes(fn, -1)...)
	}
	found = append(found, p.yieldsClient(fn)...)
	if len(found) > 0 {
		p.export(obj, &lookFact{found})
	}
}

// looksAt reports whether prm is a response, or by its name the status of one.
func looksAt(prm *ssa.Parameter) bool {
	if send.IsResponse(prm.Type()) {
		return true
	}
	b, ok := prm.Type().Underlying().(*types.Basic)
	name := strings.ToLower(prm.Name())
	return ok && b.Info()&types.IsInteger != 0 && (strings.Contains(name, "status") || strings.Contains(name, "code"))
}

// decides reports whether an error or a bool is among the results.
func decides(results *types.Tuple) bool {
	for v := range results.Variables() {
		if b, ok := v.Type().Underlying().(*types.Basic); isError(v.Type()) || ok && b.Kind() == types.Bool {
			return true
		}
	}
	return false
}

// yieldsClient returns, for a function that yields an HTTP client or transport, what the package's own
// transports under it make errors of.
func (p *Package) yieldsClient(fn *ssa.Function) []reach.Outcome {
	results := fn.Signature.Results()
	if results.Len() == 0 {
		return nil
	}
	switch fmt.Sprint(results.At(0).Type()) {
	case "*net/http.Client", "net/http.Client", "net/http.RoundTripper":
	default:
		return nil
	}
	var all []*ssa.Function
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		fns, direct := p.Answers.TrippersOf(ret.Results[0])
		if direct {
			return nil
		}
		all = append(all, fns...)
	}
	return p.Reach().Refused(all)
}
