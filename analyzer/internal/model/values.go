package model

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// Values returns where x can come from; of a struct that is compared as a whole, where its fields
// can; of a list that is searched, where its elements can.
func (p *Package) Values(x ast.Expr) origin.Set {
	if t := p.Info.TypeOf(x); t != nil {
		switch t := t.Underlying().(type) {
		case *types.Struct:
			return p.Origins.ExprFields(x, t)
		case *types.Array:
			return p.Origins.Members(x, false)
		case *types.Slice:
			if b, ok := t.Elem().Underlying().(*types.Basic); !ok || b.Kind() != types.Byte {
				return p.Origins.Members(x, false)
			}
		}
	}
	return p.Origins.Expr(x)
}

// IsZero reports whether x is nil, or a constant 0 or "".
func (p *Package) IsZero(x ast.Expr) bool {
	tv := p.Info.Types[x]
	if tv.IsNil() {
		return true
	}
	if tv.Value == nil {
		return false
	}
	switch tv.Value.Kind() {
	case constant.String:
		return constant.StringVal(tv.Value) == ""
	case constant.Int, constant.Float:
		return constant.Sign(tv.Value) == 0
	}
	return false
}

// StringConst returns the value of x if it is a constant string.
func (p *Package) StringConst(x ast.Expr) (string, bool) {
	if v := p.Info.Types[x].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v), true
	}
	return "", false
}

// Text returns the source of x for a message, shortened where it is long.
func (p *Package) Text(x ast.Expr) string { return types.ExprString(x) }

const maxSteps = 5

// Trail returns the way that a value took through functions, the decode first. It is empty for a
// value that never left its function.
func (p *Package) Trail(s origin.Set) []analysis.RelatedInformation {
	for _, o := range s {
		if o.Trail == nil {
			continue
		}
		var steps []analysis.RelatedInformation
		if o.Decode != nil && o.Decode.Pos().IsValid() {
			steps = append(steps, related(o.Decode.Pos(), "decoded here"))
		}
		var way []analysis.RelatedInformation
		for t := o.Trail; t != nil; t = t.Prev {
			way = append(way, related(t.Pos, t.Text))
		}
		for i := len(way) - 1; i >= 0 && len(steps) < maxSteps; i-- {
			steps = append(steps, way[i])
		}
		return steps
	}
	return nil
}

func related(pos token.Pos, text string) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: pos, Message: text}
}
