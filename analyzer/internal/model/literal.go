package model

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// literals knows where the constants of a package stand.
type literals struct {
	at     map[token.Pos][]ast.Expr      // by where it is stored: the expressions of an element, key and value, or variable; by its parenthesis, of a call's arguments
	uses   map[types.Object][]*ast.Ident // of constants of the package
	parent map[ast.Expr]ast.Node         // of case expressions and keys: the switch or literal
	among  map[ast.Expr]*ast.SwitchStmt  // of constants that the cases of a switch without a tag compare with
}

func (p *Package) index() *literals {
	if p.lits != nil {
		return p.lits
	}
	l := &literals{map[token.Pos][]ast.Expr{}, map[types.Object][]*ast.Ident{}, map[ast.Expr]ast.Node{}, map[ast.Expr]*ast.SwitchStmt{}}
	p.lits = l
	names := func(lhs, rhs []ast.Expr) {
		if len(lhs) == len(rhs) {
			for i := range lhs {
				l.at[lhs[i].Pos()] = append(l.at[lhs[i].Pos()], rhs[i])
			}
		}
	}
	chained := map[*ast.BinaryExpr]bool{} // what is part of a longer chain, which comes first
	p.nodes(func(n ast.Node, _ []ast.Node) {
		switch n := n.(type) {
		case *ast.CompositeLit:
			for _, x := range n.Elts {
				if kv, ok := x.(*ast.KeyValueExpr); ok {
					l.at[kv.Colon] = append(l.at[kv.Colon], kv.Key, kv.Value)
					l.parent[kv.Key] = n
				} else {
					l.at[x.Pos()] = append(l.at[x.Pos()], x)
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) {
					names([]ast.Expr{name}, n.Values[i:i+1])
				}
			}
		case *ast.AssignStmt:
			names(n.Lhs, n.Rhs)
		case *ast.CallExpr:
			l.at[n.Lparen] = append(l.at[n.Lparen], n.Args...)
		case *ast.SwitchStmt:
			for _, clause := range n.Body.List {
				for _, x := range clause.(*ast.CaseClause).List {
					l.parent[x] = n
					for _, t := range p.alternatives(n, x) {
						l.among[p.constantSide(t)] = n
					}
				}
			}
		case *ast.BinaryExpr:
			if n.Op != token.LOR && n.Op != token.LAND || chained[n] {
				break
			}
			for _, t := range terms(n, n.Op, func(inner *ast.BinaryExpr) { chained[inner] = true }) {
				if y := p.constantSide(t); y != nil {
					l.parent[y] = n
				}
			}
		case *ast.Ident:
			if obj, ok := p.Info.Uses[n].(*types.Const); ok && obj.Pkg() == p.pass.Pkg {
				l.uses[obj] = append(l.uses[obj], n)
			}
		}
	})
	return l
}

// Literal returns the expression with the constant value text that is stored at pos (as an
// element, key, field or variable), or nil.
func (p *Package) Literal(pos token.Pos, text string) ast.Expr {
	if !pos.IsValid() {
		return nil
	}
	for _, x := range p.index().at[pos] {
		if have, ok := p.StringConst(x); ok && have == text {
			return x
		}
	}
	return nil
}

// Declaration returns where the text of the constant x stands: for a name of this package, the
// value in its declaration; else x itself.
func (p *Package) Declaration(x ast.Expr, text string) ast.Expr {
	for {
		switch y := ast.Unparen(x).(type) {
		case *ast.CallExpr: // a conversion
			if !p.Info.Types[y.Fun].IsType() || len(y.Args) != 1 {
				return x
			}
			x = y.Args[0]
		case *ast.Ident:
			obj := p.Info.Uses[y]
			if obj == nil || obj.Pkg() != p.pass.Pkg {
				return x
			}
			lit := p.Literal(obj.Pos(), text)
			if lit == nil {
				return x
			}
			x = lit
		default:
			return ast.Unparen(x)
		}
	}
}

// Places returns where the literal x takes effect: x itself, and the uses of the constant that it
// is the value of.
func (p *Package) Places(x ast.Expr) []ast.Expr {
	places := []ast.Expr{x}
	for obj, ids := range p.index().uses {
		if p.declares(obj, x) {
			for _, id := range ids {
				places = append(places, id)
			}
		}
	}
	return places
}

func (p *Package) declares(obj types.Object, x ast.Expr) bool {
	for _, y := range p.index().at[obj.Pos()] {
		if y == x {
			return true
		}
	}
	return false
}

// terms returns the operands of a chain of one operator, && or ||, and calls visit with each expression of the chain.
func terms(x ast.Expr, op token.Token, visit func(*ast.BinaryExpr)) []ast.Expr {
	x = ast.Unparen(x)
	if b, ok := x.(*ast.BinaryExpr); ok && b.Op == op {
		visit(b)
		return append(terms(b.X, op, visit), terms(b.Y, op, visit)...)
	}
	return []ast.Expr{x}
}

// alternatives returns the comparisons with constant strings any of which chooses the case x of a switch without
// a tag; none for a switch that has one.
func (p *Package) alternatives(n *ast.SwitchStmt, x ast.Expr) []ast.Expr {
	if n.Tag != nil {
		return nil
	}
	return slices.DeleteFunc(terms(x, token.LOR, func(*ast.BinaryExpr) {}), func(t ast.Expr) bool {
		b, ok := t.(*ast.BinaryExpr)
		return !ok || b.Op != token.EQL || p.constantSide(t) == nil
	})
}

// otherSide returns the source of what the comparison t compares its constant y with.
func otherSide(t, y ast.Expr) string {
	b := t.(*ast.BinaryExpr)
	if b.X == y {
		return types.ExprString(b.Y)
	}
	return types.ExprString(b.X)
}

// besides returns the constants that the cases of n, a switch without a tag, compare with what they compare x with.
func (p *Package) besides(n *ast.SwitchStmt, x ast.Expr) []ast.Expr {
	bySide := map[string][]ast.Expr{}
	var side string
	for _, clause := range n.Body.List {
		for _, c := range clause.(*ast.CaseClause).List {
			for _, t := range p.alternatives(n, c) {
				y := p.constantSide(t)
				s := otherSide(t, y)
				bySide[s] = append(bySide[s], y)
				if y == x {
					side = s
				}
			}
		}
	}
	return bySide[side]
}

// constantSide returns the side of the comparison t that is a constant string, or nil.
func (p *Package) constantSide(t ast.Expr) ast.Expr {
	b, ok := ast.Unparen(t).(*ast.BinaryExpr)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ {
		return nil
	}
	for _, y := range []ast.Expr{b.Y, b.X} {
		if _, ok := p.StringConst(y); ok {
			return y
		}
	}
	return nil
}

// Siblings returns the case expressions of the switch, the keys of the map literal, or the constants
// in a chain of comparisons or the cases of a switch, that x is one of: no two of them may be the same.
func (p *Package) Siblings(x ast.Expr) []ast.Expr {
	var out []ast.Expr
	if n := p.index().among[x]; n != nil {
		out = p.besides(n, x)
	}
	switch n := p.index().parent[x].(type) {
	case *ast.SwitchStmt:
		for _, clause := range n.Body.List {
			out = append(out, clause.(*ast.CaseClause).List...)
		}
	case *ast.BinaryExpr:
		for _, t := range terms(n, n.Op, func(*ast.BinaryExpr) {}) {
			if y := p.constantSide(t); y != nil {
				out = append(out, y)
			}
		}
	case *ast.CompositeLit:
		for _, elt := range n.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				out = append(out, kv.Key)
			}
		}
	}
	return out
}
