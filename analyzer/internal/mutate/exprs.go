package mutate

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// values returns the expressions that yield a value which could be written otherwise.
func (p *Package) values(keep func(types.TypeAndValue, ast.Expr) bool) []place[ast.Expr] {
	return nodes(p, func(f *File, x ast.Expr) bool {
		if _, isKeyed := x.(*ast.KeyValueExpr); isKeyed {
			return false
		}
		tv, ok := p.Info.Types[x]
		if !ok || !tv.IsValue() || tv.IsVoid() {
			return false
		}
		if _, isTuple := tv.Type.(*types.Tuple); isTuple {
			return false
		}
		switch parent := f.parents[x].(type) {
		case *ast.AssignStmt:
			if slices.Contains(parent.Lhs, x) {
				return false
			}
		case *ast.Field, *ast.ExprStmt, *ast.IncDecStmt, *ast.CompositeLit, *ast.ImportSpec:
			return false
		case *ast.SelectorExpr:
			if parent.Sel == x {
				return false
			}
		case *ast.KeyValueExpr:
			if parent.Key == x {
				return false
			}
		}
		return keep == nil || keep(tv, x)
	})
}

func isBool(tv types.TypeAndValue, _ ast.Expr) bool {
	b, ok := tv.Type.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// statement returns the statement of a list that x is part of, nil if there is none or a function
// literal or a loop is between.
func (f *File) statement(x ast.Node) ast.Stmt {
	for n := x; n != nil; n = f.parents[n] {
		switch parent := f.parents[n].(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			s, _ := n.(ast.Stmt)
			return s
		case *ast.ForStmt, *ast.FuncLit:
			return nil
		case *ast.IfStmt:
			if parent.Else == n {
				return nil
			}
		}
	}
	return nil
}

// operand wraps an expression, as it is, by one of several texts.
func operand(p *Package, c *choices) []edit {
	x, ok := one(c, p.values(nil))
	if !ok {
		return nil
	}
	before, after := "(", ")"
	f := x.file
	switch t := p.Info.Types[x.node].Type; c.pick(5) {
	case 0:
	case 1:
		before = "func() " + p.typeText(f, t) + " { return "
		after = " }()"
	case 2:
		before = p.typeText(f, t) + "("
	case 3:
		before = "*&"
		after = ""
	case 4:
		before = "[]" + p.typeText(f, t) + "{"
		after = "}[0]"
	}
	return []edit{{f, x.node.Pos(), x.node.Pos(), before}, {f, x.node.End(), x.node.End(), after}}
}

// condition makes more of a condition.
func condition(p *Package, c *choices) []edit {
	x, ok := one(c, p.values(isBool))
	if !ok {
		return nil
	}
	forms := []string{"!(%s)", "%s && enabled", "%s || enabled", "enabled && %s", "enabled || %s", "(%s) == true",
		"!!(%s)", "(%s) != enabled", "(%s) && err == nil", "err != nil || (%s)", "resp != nil && (%s)", "(%s) && len(\"medipim\") > 3"}
	form, _ := one(c, forms)
	edits := []edit{{x.file, x.node.Pos(), x.node.End(), fmt.Sprintf(form, x.file.textOf(x.node))}}
	if strings.Contains(form, "enabled") {
		edits = append(edits, p.declare(x.file, "enabled", "var enabled = true")...)
	}
	return edits
}

// declare adds a declaration of the package unless its name is there.
func (p *Package) declare(f *File, name, text string) []edit {
	if p.Types.Scope().Lookup(name) != nil {
		return nil
	}
	return []edit{{f, f.Syntax.FileEnd, f.Syntax.FileEnd, "\n\n" + text + "\n"}}
}

// comparison swaps the sides of a comparison, or compares in another type.
func comparison(p *Package, c *choices) []edit {
	x, ok := one(c, nodes(p, func(_ *File, x *ast.BinaryExpr) bool {
		return x.Op == token.EQL || x.Op == token.NEQ || x.Op == token.GEQ || x.Op == token.LSS || x.Op == token.GTR
	}))
	if !ok {
		return nil
	}
	a, b, op := x.file.textOf(x.node.X), x.file.textOf(x.node.Y), x.node.Op.String()
	swapped := map[string]string{">=": "<=", "<": ">", ">": "<"}
	negated := map[string]string{"==": "!=", "!=": "==", ">=": "<", "<": ">=", ">": "<="}
	form := c.pick(12)
	wrap := func(name string) string { return fmt.Sprintf("%[1]s(%[2]s) %[4]s %[1]s(%[3]s)", name, a, b, op) }
	var text string
	switch form {
	case 0:
		if s, ok := swapped[op]; ok {
			op = s
		}
		text = b + " " + op + " " + a
	case 1:
		text = "!(" + a + " " + negated[op] + " " + b + ")"
	case 2:
		text = wrap("int64")
	case 3:
		text = wrap("float64")
	case 4:
		text = wrap("string")
	case 5:
		text = wrap("fmt.Sprint")
	case 6:
		text = wrap("strconv.Itoa")
	case 7:
		text = wrap("strings.ToLower")
	case 8:
		text = fmt.Sprintf("(%s)-(%s) %s 0", a, b, op)
	case 9:
		text = fmt.Sprintf("map[bool]bool{true: %s %s %s}[true]", a, op, b)
	case 10:
		text = fmt.Sprintf("(%s) %s any(%s)", a, op, b)
	case 11:
		text = fmt.Sprintf("(%s)/100 %s (%s)/100", a, op, b)
	}
	edits := []edit{{x.file, x.node.Pos(), x.node.End(), text}}
	switch form {
	case 5:
		edits = append(edits, x.file.importing("fmt")...)
	case 6:
		edits = append(edits, x.file.importing("strconv")...)
	case 7:
		edits = append(edits, x.file.importing("strings")...)
	}
	return edits
}

// importing adds an import of a package of the standard library, unless there is one.
func (f *File) importing(path string) []edit {
	for _, spec := range f.Syntax.Imports {
		if spec.Path.Value == `"`+path+`"` {
			return nil
		}
	}
	return []edit{{f, f.Syntax.Name.End(), f.Syntax.Name.End(), "\n\nimport \"" + path + "\"\n"}}
}

// extract gives an expression a name: of a local, of an init statement, of a constant, of a function.
func extract(p *Package, c *choices) []edit {
	x, ok := one(c, p.values(nil))
	if !ok {
		return nil
	}
	f, text := x.file, x.file.textOf(x.node)
	tv := p.Info.Types[x.node]
	name, _ := one(c, localNames)
	use := edit{f, x.node.Pos(), x.node.End(), name}
	switch c.pick(5) {
	case 0:
		s := f.statement(x.node)
		if s == nil {
			return nil
		}
		return []edit{{f, s.Pos(), s.Pos(), name + " := " + text + "\n"}, use}
	case 1: // if name := x; … { and switch
		for n := ast.Node(x.node); n != nil; n = f.parents[n] {
			switch parent := f.parents[n].(type) {
			case *ast.IfStmt:
				if parent.Cond == n && parent.Init == nil {
					return []edit{{f, parent.Cond.Pos(), parent.Cond.Pos(), name + " := " + text + "; "}, use}
				}
			case *ast.SwitchStmt:
				if parent.Tag == n && parent.Init == nil {
					return []edit{{f, parent.Tag.Pos(), parent.Tag.Pos(), name + " := " + text + "; "}, use}
				}
			}
			if _, isStmt := n.(ast.Stmt); isStmt {
				return nil
			}
		}
		return nil
	case 2:
		if tv.Value == nil {
			return nil
		}
		use.text = "constant" + fmt.Sprint(c.pick(4))
		return append(p.declare(f, use.text, "const "+use.text+" = "+text), use)
	case 3:
		s := f.statement(x.node)
		if s == nil {
			return nil
		}
		return []edit{{f, s.Pos(), s.Pos(), "var " + name + " " + p.typeText(f, tv.Type) + "\n" + name + " = " + text + "\n"}, use}
	}
	var params, args []string
	ast.Inspect(x.node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := p.Info.Uses[id].(*types.Var); ok && !v.IsField() && v.Parent() != p.Types.Scope() && !slices.Contains(args, v.Name()) {
				args = append(args, v.Name())
				params = append(params, v.Name()+" "+p.typeText(f, v.Type()))
			}
		}
		return true
	})
	fn := fmt.Sprintf("helper%d", len(f.Syntax.Decls))
	use.text = fn + "(" + strings.Join(args, ", ") + ")"
	return append(p.declare(f, fn, fmt.Sprintf("func %s(%s) %s {\n\treturn %s\n}", fn, strings.Join(params, ", "), p.typeText(f, tv.Type), text)), use)
}

// inline puts the value of a local in the place of one use.
func inline(p *Package, c *choices) []edit {
	values := make(map[types.Object]ast.Expr)
	for _, s := range nodes[*ast.AssignStmt](p, nil) {
		if s.node.Tok == token.DEFINE && len(s.node.Lhs) == 1 && len(s.node.Rhs) == 1 {
			if id, ok := s.node.Lhs[0].(*ast.Ident); ok {
				values[p.Info.Defs[id]] = s.node.Rhs[0]
			}
		}
	}
	id, ok := one(c, nodes(p, func(_ *File, id *ast.Ident) bool { return values[p.Info.Uses[id]] != nil }))
	if !ok {
		return nil
	}
	value := values[p.Info.Uses[id.node]]
	return []edit{{id.file, id.node.Pos(), id.node.End(), "(" + id.file.textOf(value) + ")"}}
}
