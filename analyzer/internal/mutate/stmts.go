package mutate

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"strings"
)

var mutations = []func(*Package, *choices) []edit{
	rename, rename, renameImport, importForm, nameResults, makeGeneric, funcToVar, duplicate, split,
	operand, condition, condition, comparison, comparison, extract, extract, extract, inline,
	wrap, wrap, branchForm, branchForm, declareForm, remove, comment, comment, oneLine,
}

// wrappers are statements around others. RESULTS are those of the function.
var wrappers = []string{
	"{\nBODY\n}",
	"if enabled {\nBODY\n}",
	"if enabled {\nBODY\n} else {\npanic(0)\n}",
	"if !enabled {\npanic(0)\n} else {\nBODY\n}",
	"switch {\ncase enabled:\nfallthrough\ndefault:\nBODY\n}",
	"switch enabled {\ncase true:\nBODY\ncase false:\nfallthrough\ndefault:\npanic(0)\n}",
	"for {\nBODY\n}",
	"for {\nBODY\nbreak\n}",
	"loop:\nfor enabled {\nBODY\ncontinue loop\n}",
	"for try := 0; try < 3; try++ {\nBODY\n}",
	"for range 3 {\nBODY\n}",
	"select {\ndefault:\nBODY\n}",
	"func() {\nBODY\n}()",
	"defer func() {\nBODY\n}()",
	"go func() {\nBODY\n}()",
	"return func() RESULTS {\nBODY\n}()",
	"run := func() RESULTS {\nBODY\n}\nreturn run()",
	"BODY\nBODY",
}

// wrap puts some statements of a list into another one.
func wrap(p *Package, c *choices) []edit {
	list, ok := one(c, nodes(p, func(f *File, n ast.Node) bool { return len(listOf(n)) > 0 }))
	if !ok {
		return nil
	}
	stmts := listOf(list.node)
	i := c.pick(len(stmts))
	j := i + c.pick(len(stmts)-i+1)
	if j == len(stmts) { // the rest, more often than not
		j--
	}
	if c.pick(2) == 0 {
		j = len(stmts) - 1
	}
	text, _ := one(c, wrappers)
	text = strings.ReplaceAll(text, "BODY", list.file.text(stmts[i].Pos(), stmts[j].End()))
	if strings.Contains(text, "RESULTS") {
		results := ""
		for n := list.node; n != nil && results == ""; n = list.file.parents[n] {
			var sig *ast.FuncType
			switch n := n.(type) {
			case *ast.FuncDecl:
				sig = n.Type
			case *ast.FuncLit:
				sig = n.Type
			default:
				continue
			}
			if sig.Results == nil {
				return nil
			}
			results = list.file.textOf(sig.Results)
		}
		text = strings.ReplaceAll(text, "RESULTS", results)
	}
	edits := []edit{{list.file, stmts[i].Pos(), stmts[j].End(), text}}
	if strings.Contains(text, "enabled") {
		edits = append(edits, p.declare(list.file, "enabled", "var enabled = true")...)
	}
	return edits
}

func listOf(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		if len(n.List) > 0 {
			switch n.List[0].(type) {
			case *ast.CaseClause, *ast.CommClause:
				return nil
			}
		}
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

// branchForm writes an if in another form.
func branchForm(p *Package, c *choices) []edit {
	at, ok := one(c, nodes[*ast.IfStmt](p, nil))
	if !ok {
		return nil
	}
	f, s := at.file, at.node
	init, cond, then, other := "", f.textOf(s.Cond), f.textOf(s.Body), "{\n}"
	if s.Init != nil {
		init = f.textOf(s.Init) + "; "
	}
	if s.Else != nil {
		other = f.textOf(s.Else)
	}
	inner := func(block string) string { return strings.TrimSuffix(strings.TrimPrefix(block, "{"), "}") }
	if _, isIf := s.Else.(*ast.IfStmt); isIf {
		other = "{\n" + other + "\n}"
	}
	var text string
	switch c.pick(9) {
	case 0:
		text = "if enabled {\n} else if " + init + cond + " " + then + " else " + other
	case 1:
		text = "if " + init + "!(" + cond + ") " + other + " else " + then
	case 2:
		text = "switch " + init + "{\ncase " + cond + ":" + inner(then) + "\ndefault:" + inner(other) + "\n}"
	case 3:
		x, ok := s.Cond.(*ast.BinaryExpr)
		if !ok || x.Op != token.EQL {
			return nil
		}
		text = "switch " + init + f.textOf(x.X) + " {\ncase " + f.textOf(x.Y) + ":" + inner(then) + "\ndefault:" + inner(other) + "\n}"
	case 4:
		if init != "" {
			return nil
		}
		text = "if ok := " + cond + "; ok " + then + " else " + other
	case 5:
		text = "if " + init + "enabled {\nif " + cond + " " + then + "\n}"
	case 6: // a condition of two parts becomes two
		x, ok := s.Cond.(*ast.BinaryExpr)
		if !ok || x.Op != token.LAND {
			return nil
		}
		text = "if " + init + f.textOf(x.X) + " {\nif " + f.textOf(x.Y) + " " + then + "\n}"
	case 7: // the statement before becomes the init statement
		list := listOf(f.parents[s])
		for i, other := range list {
			if other == s && i > 0 && init == "" {
				switch list[i-1].(type) {
				case *ast.AssignStmt, *ast.ExprStmt, *ast.IncDecStmt:
					return []edit{{f, list[i-1].Pos(), s.Cond.Pos(), "if " + f.textOf(list[i-1]) + "; "}}
				}
			}
		}
		return nil
	case 8: // and the other way round
		if s.Init == nil || len(listOf(f.parents[s])) == 0 {
			return nil
		}
		return []edit{{f, s.Pos(), s.Cond.Pos(), f.textOf(s.Init) + "\nif "}}
	}
	edits := []edit{{f, s.Pos(), s.End(), text}}
	if strings.Contains(text, "enabled") {
		edits = append(edits, p.declare(f, "enabled", "var enabled = true")...)
	}
	return edits
}

// declareForm writes x := y in another form.
func declareForm(p *Package, c *choices) []edit {
	at, ok := one(c, nodes(p, func(f *File, s *ast.AssignStmt) bool {
		return s.Tok == token.DEFINE && len(s.Rhs) == 1 && len(listOf(f.parents[s])) > 0
	}))
	if !ok {
		return nil
	}
	f, s := at.file, at.node
	var text strings.Builder
	for _, lhs := range s.Lhs {
		id, ok := lhs.(*ast.Ident)
		if !ok || id.Name == "_" || p.Info.Defs[id] == nil {
			continue
		}
		text.WriteString("var " + id.Name + " " + p.typeText(f, p.Info.Defs[id].Type()) + "\n")
	}
	if len(s.Lhs) == 1 && c.pick(2) == 0 {
		return []edit{{f, s.Pos(), s.End(), "var " + f.textOf(s.Lhs[0]) + " = " + f.textOf(s.Rhs[0])}}
	}
	return []edit{{f, s.Pos(), s.Pos(), text.String()}, {f, s.TokPos, s.TokPos + 2, "="}}
}

// remove leaves out a statement or a declaration.
func remove(p *Package, c *choices) []edit {
	at, ok := one(c, nodes(p, func(f *File, n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncDecl:
			return true
		case ast.Stmt:
			return len(listOf(f.parents[n])) > 0
		}
		return false
	}))
	if !ok {
		return nil
	}
	return []edit{{at.file, at.node.Pos(), at.node.End(), ""}}
}

// comment puts a comment between two tokens.
func comment(p *Package, c *choices) []edit {
	f, _ := one(c, p.Files)
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(f.Src))
	s.Init(file, []byte(f.Src), nil, 0)
	var ends []int
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		if tok == token.SEMICOLON && lit == "\n" {
			continue
		}
		if lit == "" {
			lit = tok.String()
		}
		ends = append(ends, file.Offset(pos)+len(lit))
	}
	end, ok := one(c, ends)
	if !ok {
		return nil
	}
	text, _ := one(c, []string{" /* why */ ", " // why\n", "\n// why\n", "\n", " /* one\ntwo */ ", "\n\n// why\n\n"})
	at := f.tok.Pos(end)
	return []edit{{f, at, at, text}}
}

// oneLine writes the body of a function on one line.
func oneLine(p *Package, c *choices) []edit {
	at, ok := one(c, nodes(p, func(f *File, n *ast.BlockStmt) bool {
		switch f.parents[n].(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			return len(n.List) > 0 && !strings.Contains(f.textOf(n), "//")
		}
		return false
	}))
	if !ok {
		return nil
	}
	var parts []string
	for _, s := range at.node.List {
		parts = append(parts, at.file.textOf(s))
	}
	return []edit{{at.file, at.node.Pos(), at.node.End(), "{ " + strings.Join(parts, "; ") + " }"}}
}
