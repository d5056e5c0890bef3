package medipimstatus

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// A holder is a type whose values carry the body's status to branches, with the field that carries
// the HTTP status beside it.
type holder struct {
	named *types.Named
	way   []string // the fields to the body's status
	field string   // the field for the HTTP status
	fresh bool     // it is added
	fills []origin.Fill

	edits []analysis.TextEdit // they add the field and set it: the same for every report
	kept  []types.Object
	built []ssa.Instruction // where values are built

	threaded map[*ast.FuncDecl]string // functions that get the HTTP status, by the parameter's name
}

// maxShared is the number of edits that every report on a type may have with it. A type that is built
// in more places is for its author to mend.
const maxShared = 200

type holderKey struct {
	named *types.Named
	way   string
	fresh bool
}

// holder returns the holder of a type, with a field that is there or (fresh) with one that is added;
// nil if not every value of the type can be given the HTTP status.
func (f *fixer) holder(named *types.Named, way []string, fresh bool) *holder {
	key := holderKey{named, strings.Join(way, "."), fresh}
	if h, ok := f.holders[key]; ok {
		return h
	}
	f.holders[key] = nil // a type that is made of itself has none
	h := f.newHolder(named, way, fresh)
	f.holders[key] = h
	return h
}

func (f *fixer) newHolder(named *types.Named, way []string, fresh bool) *holder {
	spec, file := f.typeSpec(named)
	if spec == nil || ast.IsGenerated(file) || f.file(spec.Pos()) == nil {
		return nil
	}
	for _, t := range f.instances(named) {
		if len(f.Origins.Fills(t, way)) > 0 {
			return nil // its decodings depend on its type arguments
		}
	}
	h := &holder{named: named, way: way, fresh: fresh, fills: f.fills(named, way), threaded: map[*ast.FuncDecl]string{}}
	if !fresh {
		decoded := slices.ContainsFunc(h.fills, func(fill origin.Fill) bool { return !fill.Inner })
		for field := range named.Underlying().(*types.Struct).Fields() {
			if field.Name() == way[0] || !isInt(field.Type()) || decoded && f.reachable(named, field) || !f.onlyHTTP(named, field) {
				continue
			}
			h := *h
			h.field, h.threaded = field.Name(), map[*ast.FuncDecl]string{}
			if f.setAll(&h) {
				return &h
			}
		}
		return nil
	}
	if len(h.fills) == 0 && len(f.writes(named)) == 0 {
		return nil // another package decodes it, and knows of no new field
	}
	if f.isConverted(named) || f.isCompared(named) || f.isListedUnseen(named.Obj().Name()) || !f.addField(h, spec) || !f.setAll(h) || len(h.edits) > maxShared {
		return nil
	}
	return h
}

// instances returns the instances of a generic type, by its declaration.
func (f *fixer) instances(named *types.Named) []*types.Named {
	if named.TypeParams().Len() == 0 {
		return nil
	}
	var out []*types.Named
	for _, inst := range f.Info.Instances {
		if t, ok := inst.Type.(*types.Named); ok && t.Origin() == named {
			out = append(out, t)
		}
	}
	return out
}

// fills returns the decodings that fill the field of a type.
func (f *fixer) fills(named *types.Named, way []string) []origin.Fill {
	key := holderKey{named: named, way: strings.Join(way, ".")}
	if fills, ok := f.filled[key]; ok {
		return fills
	}
	fills := f.Origins.Fills(named, way)
	f.filled[key] = fills
	f.fillers[key] = map[*ssa.Function]bool{}
	for _, fill := range fills {
		f.fillers[key][fill.Call.Parent()] = true
	}
	return fills
}

// reachable reports whether JSON can set a field.
func (f *fixer) reachable(named *types.Named, field *types.Var) bool {
	st := named.Underlying().(*types.Struct)
	_, _, ok := envelope.Key(st, envelope.FieldByName(st, field.Name()))
	return ok
}

// onlyHTTP reports whether a field is set in this package, and only from HTTP statuses.
func (f *fixer) onlyHTTP(named *types.Named, field *types.Var) bool {
	found := false
	for _, w := range f.writes(named) {
		x := w.value(field.Name())
		if x == nil {
			continue
		}
		set := f.Origins.ResolveExpr(x)
		if len(set) == 0 {
			return false
		}
		for _, o := range set {
			switch {
			case o.Kind == origin.HTTP && !o.Part:
				found = true
			case o.Kind != origin.Const:
				return false
			}
		}
	}
	return found
}

// setAll plans to set the field wherever a value of the type gets its status. It is false if there is
// a place where the HTTP status is not at hand.
func (f *fixer) setAll(h *holder) bool {
	for _, w := range f.writes(h.named) {
		if !f.setBeside(h, w) {
			return false
		}
	}
	for _, fill := range h.fills {
		if !f.setAfter(h, fill) {
			return false
		}
	}
	f.setFallbacks(h)
	return !slices.ContainsFunc(h.edits, func(e analysis.TextEdit) bool { return !e.Pos.IsValid() })
}
