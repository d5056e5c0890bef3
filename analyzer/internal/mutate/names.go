package mutate

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// Names that fixes write, or that the packages have which they use.
var (
	localNames = []string{"http", "time", "resp", "err", "io", "rand", "strconv", "errors", "fmt", "strings",
		"doWithRetry", "requestWithRetry", "status", "httpStatus", "env", "e", "body", "req", "string", "int", "max", "len", "error"}
	fieldNames   = []string{"HTTPStatus", "StatusCode", "Status", "Code", "Response", "httpStatus", "statusCode", "Message"}
	packageNames = []string{"doWithRetry", "requestWithRetry", "httpStatus", "statusOf", "status", "resp", "int", "string", "error", "rand", "wait"}
	importNames  = []string{"h", "resp", "err", "status", "time2", "nethttp", "fmt", "e", "."}
)

// rename gives an object of the package another name.
func rename(p *Package, c *choices) []edit {
	uses := make(map[types.Object][]edit)
	var objects []types.Object
	for _, f := range p.Files {
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok || id.Name == "_" {
				return true
			}
			obj := p.Info.Defs[id]
			if obj == nil {
				obj = p.Info.Uses[id]
			}
			switch o := obj.(type) {
			case *types.Var:
				obj = o.Origin()
			case *types.Func:
				obj = o.Origin()
			case *types.TypeName, *types.Const, *types.Label:
			default:
				return true
			}
			if obj.Pkg() != p.Types {
				return true
			}
			if uses[obj] == nil {
				objects = append(objects, obj)
			}
			uses[obj] = append(uses[obj], edit{f, id.Pos(), id.End(), ""})
			return true
		})
	}
	obj, ok := one(c, objects)
	if !ok {
		return nil
	}
	names := localNames
	if v, isVar := obj.(*types.Var); isVar && v.IsField() {
		names = fieldNames
	} else if obj.Parent() == p.Types.Scope() || obj.Parent() == nil {
		names = packageNames
	}
	name, _ := one(c, names)
	edits := uses[obj]
	for i := range edits {
		edits[i].text = name
	}
	return edits
}

// renameImport gives an import another name in its file, or makes it a dot import.
func renameImport(p *Package, c *choices) []edit {
	spec, ok := one(c, nodes[*ast.ImportSpec](p, nil))
	if !ok {
		return nil
	}
	pkgName := p.Info.PkgNameOf(spec.node)
	name, _ := one(c, importNames)
	if pkgName == nil || pkgName.Name() == "." || pkgName.Name() == "_" {
		return nil
	}
	edits := []edit{{spec.file, spec.node.Pos(), spec.node.Path.Pos(), name + " "}}
	ast.Inspect(spec.file.Syntax, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && p.Info.Uses[id] == pkgName {
				if name == "." {
					edits = append(edits, edit{spec.file, id.Pos(), sel.Sel.Pos(), ""})
				} else {
					edits = append(edits, edit{spec.file, id.Pos(), id.End(), name})
				}
			}
		}
		return true
	})
	return edits
}

// importForm writes the imports of a file in another form.
func importForm(p *Package, c *choices) []edit {
	file, _ := one(c, p.Files)
	var specs []string
	var first, last token.Pos
	for _, d := range file.Syntax.Decls {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			if first == 0 {
				first = d.Pos()
			}
			last = d.End()
			for _, spec := range d.Specs {
				specs = append(specs, file.textOf(spec))
			}
		}
	}
	if len(specs) == 0 {
		return nil
	}
	var text string
	switch c.pick(3) {
	case 0:
		text = "import " + strings.Join(specs, "\nimport ")
	case 1:
		text = "import " + specs[0] + "\n\nimport (\n\t" + strings.Join(specs[1:], "\n\t") + "\n)"
	case 2:
		for i := range specs {
			specs[i] += " // what for"
		}
		text = "import (\n\t" + strings.Join(specs, "\n\t") + "\n)"
	}
	return []edit{{file, first, last, text}}
}

// nameResults gives the results of a function names.
func nameResults(p *Package, c *choices) []edit {
	sig, ok := one(c, nodes(p, func(_ *File, n *ast.FuncType) bool {
		return n.Results != nil && len(n.Results.List) > 0 && n.Results.List[0].Names == nil
	}))
	if !ok {
		return nil
	}
	var parts []string
	for _, field := range sig.node.Results.List {
		name, _ := one(c, localNames)
		if slices.ContainsFunc(parts, func(s string) bool { return strings.HasPrefix(s, name+" ") }) {
			name = "_"
		}
		parts = append(parts, name+" "+sig.file.textOf(field.Type))
	}
	return []edit{{sig.file, sig.node.Results.Pos(), sig.node.Results.End(), "(" + strings.Join(parts, ", ") + ")"}}
}

// makeGeneric gives a function a type parameter.
func makeGeneric(p *Package, c *choices) []edit {
	fn, ok := one(c, nodes(p, func(_ *File, n *ast.FuncDecl) bool { return n.Recv == nil && n.Type.TypeParams == nil }))
	if !ok {
		return nil
	}
	edits := []edit{{fn.file, fn.node.Name.End(), fn.node.Name.End(), "[X any]"}}
	obj := p.Info.Defs[fn.node.Name]
	for _, f := range p.Files {
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && p.Info.Uses[id] == obj {
				edits = append(edits, edit{f, id.End(), id.End(), "[int]"})
			}
			return true
		})
	}
	return edits
}

// funcToVar makes a function a variable.
func funcToVar(p *Package, c *choices) []edit {
	fn, ok := one(c, nodes(p, func(_ *File, n *ast.FuncDecl) bool { return n.Recv == nil && n.Type.TypeParams == nil }))
	if !ok {
		return nil
	}
	return []edit{{fn.file, fn.node.Type.Pos(), fn.node.Name.End(), "var " + fn.node.Name.Name + " = func"}}
}

// duplicate declares a function a second time, by another name.
func duplicate(p *Package, c *choices) []edit {
	fn, ok := one(c, nodes[*ast.FuncDecl](p, nil))
	if !ok {
		return nil
	}
	text := fn.file.text(fn.node.Pos(), fn.node.Name.Pos()) + fmt.Sprintf("%s%d", fn.node.Name.Name, c.pick(9)) +
		fn.file.text(fn.node.Name.End(), fn.node.End())
	return []edit{{fn.file, fn.node.End(), fn.node.End(), "\n\n" + text}}
}

// split moves a declaration to a file of its own, or to another one.
func split(p *Package, c *choices) []edit {
	file, _ := one(c, p.Files)
	var decls []ast.Decl
	for _, d := range file.Syntax.Decls {
		if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
			decls = append(decls, d)
		}
	}
	d, ok := one(c, decls)
	if !ok || len(p.Files) > 3 {
		return nil
	}
	var imports strings.Builder
	for _, spec := range file.Syntax.Imports {
		imports.WriteString("import " + file.textOf(spec) + "\n")
	}
	src := "package " + file.Syntax.Name.Name + "\n\n" + imports.String() + "\n" + file.textOf(d) + "\n"
	p.Files = append(p.Files, &File{Name: fmt.Sprintf("split%d.go", len(p.Files)), Src: src})
	return []edit{{file, d.Pos(), d.End(), ""}}
}
