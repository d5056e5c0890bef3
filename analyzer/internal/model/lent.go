package model

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/objectpath"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// An adapter fills types of the domain, a package that knows nothing of the API and can have no fact of its own that
// says so: the adapter's fact does.

// A lentField is a field of another package's struct, and what this package puts into it.
type lentField struct {
	Package string          // its import path
	Field   objectpath.Path // in that
	Origins []wire
}

// lentFields returns what the package puts of answers into fields of its module's other packages, sorted.
func (p *Package) lentFields() []lentField {
	held := map[*types.Var]origin.Set{}
	var order []*types.Var
	for _, fn := range p.Origins.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				st, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				field := p.neighbours(st.Addr)
				if field == nil {
					continue
				}
				if s := p.Origins.Resolve(st.Val); len(s) > 0 {
					if held[field] == nil {
						order = append(order, field)
					}
					held[field] = append(held[field], s...)
				}
			}
		}
	}
	var out []lentField
	var encoder objectpath.Encoder
	for _, field := range order {
		ws := encode(held[field])
		path, err := encoder.For(field)
		if len(ws) > 0 && err == nil {
			out = append(out, lentField{field.Pkg().Path(), path, ws})
		}
	}
	slices.SortFunc(out, func(a, b lentField) int {
		return cmp.Or(strings.Compare(a.Package, b.Package), strings.Compare(string(a.Field), string(b.Field)))
	})
	return out
}

// neighbours returns the scalar field at addr if it is of a type of another package of the module, else nil.
func (p *Package) neighbours(addr ssa.Value) *types.Var {
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	named, ok := types.Unalias(pointee(fa.X.Type())).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg() == p.pass.Pkg || !p.sameModule(named.Obj().Pkg().Path()) {
		return nil
	}
	st := program.StructOf(named.Origin())
	if st == nil || fa.Field >= st.NumFields() {
		return nil
	}
	field := st.Field(fa.Field)
	if _, basic := field.Type().Underlying().(*types.Basic); !basic || !field.Exported() || field.Pkg() != named.Obj().Pkg() {
		return nil
	}
	return field
}

// sameModule reports whether the package at path belongs to the module of this one: by the module's path, or where the
// driver does not tell it, by how the paths begin.
func (p *Package) sameModule(path string) bool {
	if m := p.pass.Module; m != nil && m.Path != "" {
		return path == m.Path || strings.HasPrefix(path, m.Path+"/")
	}
	first := func(path string) string {
		parts := strings.SplitN(path, "/", 3)
		return strings.Join(parts[:min(2, len(parts))], "/")
	}
	return first(path) == first(p.pass.Pkg.Path())
}

// fields is imported, and what the origins ask: it knows the fields of other packages, too.
type fields struct {
	imported
	lent map[string][]lentField // by the package of the field; nil until one is asked for
}

func (f *fields) Field(v *types.Var) origin.Set {
	if !f.foreign(v) {
		return nil
	}
	var fact fieldFact
	if f.pass.ImportObjectFact(v, &fact) {
		return decode(fact.Origins, v)
	}
	return f.filled(v)
}

// filled returns what packages that this one depends on put into the field v of another package.
func (f *fields) filled(v *types.Var) origin.Set {
	if f.lent == nil {
		f.collect()
	}
	lent := f.lent[v.Pkg().Path()]
	if len(lent) == 0 {
		return nil
	}
	path, err := objectpath.For(v)
	if err != nil {
		return nil
	}
	var s origin.Set
	for _, l := range lent {
		if l.Field == path {
			s = append(s, decode(l.Origins, v)...)
		}
	}
	return s
}

// collect reads once what the facts of all packages say of fields, in the order of the packages' paths.
func (f *fields) collect() {
	f.lent = map[string][]lentField{}
	all := slices.SortedFunc(slices.Values(f.pass.AllPackageFacts()), func(a, b analysis.PackageFact) int {
		return strings.Compare(a.Package.Path(), b.Package.Path())
	})
	for _, of := range all {
		if fact, ok := of.Fact.(*packageFact); ok && of.Package != f.pass.Pkg {
			for _, l := range fact.Lent {
				f.lent[l.Package] = append(f.lent[l.Package], l)
			}
		}
	}
}
