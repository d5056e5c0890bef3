package medipimmessage

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// An operand is where a test stands in a condition.
type operand struct {
	not     *ast.UnaryExpr  // the negation of the test, nil if there is none
	within  *ast.BinaryExpr // what the test is an operand of, nil if of nothing
	chain   []ast.Expr      // the operands of the || or && that the test is one of
	op      token.Token
	removal *analysis.TextEdit // not nil where another operand says the same: what goes
}

// operandOf returns where test stands in file.
func operandOf(file *ast.File, test ast.Expr) operand {
	var o operand
	path := edit.Path(file, test.Pos(), test.End())
	i := slices.Index(path, ast.Node(test))
	if i < 0 {
		return o
	}
	path = path[i+1:]
	if len(path) > 0 {
		if not, ok := path[0].(*ast.UnaryExpr); ok && not.Op == token.NOT {
			o.not, path = not, path[1:]
		}
	}
	for _, n := range path {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || o.within != nil && b.Op != o.op {
			break
		}
		if o.within == nil {
			o.within, o.op = b, b.Op
		}
		o.chain = operands(b, o.op)
	}
	return o
}

// operands returns what x joins with op, from left to right.
func operands(x ast.Expr, op token.Token) []ast.Expr {
	if b, ok := x.(*ast.BinaryExpr); ok && b.Op == op {
		return append(operands(b.X, op), operands(b.Y, op)...)
	}
	return []ast.Expr{x}
}

// A unit is repairs that are made together.
type unit struct {
	repairs []*repair
	spelled []analysis.TextEdit // codes that are spelt wrongly beside them
}

// fix returns what is done for all repairs of u, nil where a comment would go.
func (u *unit) fix(p *rule.Pass) *rule.Fix {
	fix := &rule.Fix{Edits: slices.Clone(u.spelled)}
	for _, r := range u.repairs {
		if r.root != nil {
			fix.Kept = append(fix.Kept, r.root)
		}
		edits := r.edits(p)
		if slices.ContainsFunc(edits, func(e analysis.TextEdit) bool { return r.file.HasComment(e.Pos, e.End) }) {
			return nil
		}
		fix.Edits = append(fix.Edits, edits...)
		fix.Drops = append(fix.Drops, r.drops(p)...)
	}
	return fix
}

// unite returns the repairs as units, in source order. Of those that say the same in one condition all but
// one are marked as removed.
func unite(p *rule.Pass, repairs []*repair) []*unit {
	of := map[*repair]*unit{}
	join := func(a, b *repair) {
		from, into := of[b], of[a]
		if from == into {
			return
		}
		into.repairs = append(into.repairs, from.repairs...)
		into.spelled = append(into.spelled, from.spelled...)
		for _, r := range from.repairs {
			of[r] = into
		}
	}
	for _, r := range repairs {
		of[r] = &unit{repairs: []*repair{r}}
	}
	locals := map[types.Object]*repair{}
	for i, r := range repairs {
		if r.local != nil {
			if first, ok := locals[p.Info.Uses[r.local]]; ok {
				join(first, r)
			} else {
				locals[p.Info.Uses[r.local]] = r
			}
		}
		if r.removal != nil || !r.joined() {
			continue
		}
		kept := r.whole()
		if same, spelled := r.tested(p); same != nil {
			kept = same
			of[r].spelled = append(of[r].spelled, spelled...)
			r.remove(kept)
		}
		for _, other := range repairs[i+1:] {
			if other.removal == nil && other.says(r) {
				other.remove(kept)
				join(r, other)
			}
		}
	}
	var out []*unit
	for _, r := range repairs {
		if u := of[r]; !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	return out
}

// negative reports whether r asks that the code is another one.
func (r *repair) negative() bool {
	if r.Kind == model.Compare {
		return (r.Op == token.NEQ) != (r.not != nil)
	}
	return r.not != nil
}

// joined reports whether a second test of the same code is of no use beside r: "is it, or is it?"
func (r *repair) joined() bool {
	return r.Kind != model.Switch && (r.op == token.LOR && !r.negative() || r.op == token.LAND && r.negative())
}

// whole returns the test with its negation.
func (r *repair) whole() ast.Expr {
	if r.not != nil {
		return r.not
	}
	return r.Node.(ast.Expr)
}

// says reports whether r is the same test as other, in the same condition.
func (r *repair) says(other *repair) bool {
	return r.joined() && r.file == other.file && r.code == other.code && r.want == other.want &&
		r.negative() == other.negative() && slices.Equal(r.chain, other.chain)
}

// remove marks r as one that goes from the condition, where kept stays. What goes does not touch what
// goes with another one.
func (r *repair) remove(kept ast.Expr) {
	i := slices.Index(r.chain, r.whole())
	if i < slices.Index(r.chain, kept) {
		r.removal = &analysis.TextEdit{Pos: r.chain[i].Pos(), End: r.chain[i+1].Pos()}
	} else {
		r.removal = &analysis.TextEdit{Pos: r.chain[i-1].End(), End: r.chain[i].End()}
	}
}

// tested returns the operand beside r that tests the code itself for what r means, and the edits that spell it
// as the API does.
func (r *repair) tested(p *rule.Pass) (ast.Expr, []analysis.TextEdit) {
	op := token.EQL
	if r.negative() {
		op = token.NEQ
	}
	for _, x := range r.chain {
		cmp, ok := x.(*ast.BinaryExpr)
		if !ok || cmp.Op != op || r.file.Text(cmp.X) != r.code {
			continue
		}
		text, ok := p.StringConst(cmp.Y)
		if !ok || text == "" {
			continue
		}
		if text == r.want {
			return x, nil
		}
		if lit, ok := cmp.Y.(*ast.BasicLit); ok && p.Catalog.Nearest(text).Code == r.want {
			return x, []analysis.TextEdit{{Pos: lit.Pos(), End: lit.End(), NewText: []byte(strconv.Quote(r.want))}}
		}
	}
	return nil, nil
}
