package host

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// literal returns what &url.URL{Host: …} or &http.Request{URL: …} lead to, or a copy of such a struct.
func (f *Finder) literal(v *ssa.Alloc, depth int) []string {
	var copied ssa.Value
	var fields []*ssa.FieldAddr
	for _, ref := range program.Uses(v) {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			fields = append(fields, ref)
		case *ssa.Store:
			if ref.Addr == ssa.Value(v) {
				copied = ref.Val
			}
		}
	}
	if out := f.fields(fields, depth); out != nil {
		return out
	}
	if copied != nil && program.StructOf(v.Type()) != nil {
		return f.texts(copied, depth)
	}
	return []string{hole}
}

// fields returns what the URL or the request leads to whose fields are at the addresses; nil if they do not tell.
func (f *Finder) fields(at []*ssa.FieldAddr, depth int) []string {
	for _, addr := range at {
		st := program.StructOf(addr.X.Type())
		if st == nil {
			return nil
		}
		name := st.Field(addr.Field).Name()
		if name != "Host" && name != "URL" {
			continue
		}
		for _, r := range program.Uses(addr) {
			store, ok := r.(*ssa.Store)
			if !ok || store.Addr != ssa.Value(addr) {
				continue
			}
			if name == "Host" {
				return join([]string{"https://"}, f.texts(store.Val, depth))
			}
			return f.texts(store.Val, depth)
		}
	}
	return nil
}

// loaded returns what a struct, that is copied from addr, leads to.
func (f *Finder) loaded(addr ssa.Value, depth int) []string {
	switch addr := addr.(type) {
	case *ssa.Alloc:
		return f.literal(addr, depth)
	case *ssa.Global:
		if out := f.fields(set(addr), depth); out != nil {
			return out
		}
	}
	return []string{hole}
}

// set returns the addresses of the fields that a package-level struct is set up with.
func set(g *ssa.Global) []*ssa.FieldAddr {
	var found []*ssa.FieldAddr
	init := g.Pkg.Func("init")
	if init == nil {
		return nil
	}
	for _, b := range init.Blocks {
		for _, instr := range b.Instrs {
			if fa, ok := instr.(*ssa.FieldAddr); ok && fa.X == ssa.Value(g) {
				found = append(found, fa)
			}
		}
	}
	return found
}
