package medipimstatus

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// typeSpec returns the declaration of a type of the package.
func (f *fixer) typeSpec(named *types.Named) (*ast.TypeSpec, *ast.File) {
	for _, file := range f.Files {
		if named.Obj().Pos() < file.FileStart || file.FileEnd <= named.Obj().Pos() {
			continue
		}
		for _, n := range edit.Path(file, named.Obj().Pos(), named.Obj().Pos()) {
			if spec, ok := n.(*ast.TypeSpec); ok && f.Info.Defs[spec.Name] == types.Object(named.Obj()) {
				return spec, file
			}
		}
		return nil, file
	}
	return nil, nil
}

// isConverted reports whether the package converts between the type and another that is declared
// field by field: one more field would part them. A field of the type, on both sides, stays what it is.
func (f *fixer) isConverted(named *types.Named) bool {
	st := named.Underlying().(*types.Struct)
	return slices.ContainsFunc(f.conversions(), func(c conversion) bool {
		return c.to == st || c.from == st
	})
}

// A conversion is one between two struct types, or pointers to them, that are declared apart.
type conversion struct{ to, from *types.Struct }

// conversions returns the package's.
func (f *fixer) conversions() []conversion {
	if f.casts != nil {
		return f.casts
	}
	f.casts = []conversion{}
	for _, file := range f.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 || !f.Info.Types[call.Fun].IsType() {
				return true
			}
			to, ok := structUnder(f.Info.TypeOf(call))
			from, ok2 := structUnder(f.Info.TypeOf(call.Args[0]))
			if ok && ok2 && to != from {
				f.casts = append(f.casts, conversion{to, from})
			}
			return true
		})
	}
	return f.casts
}

// isCompared reports whether the package compares values of the type, or uses them as keys: one more
// field would count there.
func (f *fixer) isCompared(named *types.Named) bool {
	st := named.Underlying().(*types.Struct)
	return slices.ContainsFunc(f.comparedStructs(), func(s *types.Struct) bool { return contains(s, st, 0) })
}

// comparedStructs returns the struct types of values that the package compares, or uses as keys.
func (f *fixer) comparedStructs() []*types.Struct {
	if f.compared != nil {
		return f.compared
	}
	f.compared = []*types.Struct{}
	note := func(t types.Type) {
		if t == nil {
			return
		}
		if s, ok := t.Underlying().(*types.Struct); ok && !slices.Contains(f.compared, s) {
			f.compared = append(f.compared, s)
		}
	}
	for x, tv := range f.Info.Types {
		switch x := x.(type) {
		case *ast.BinaryExpr:
			if x.Op == token.EQL || x.Op == token.NEQ {
				note(f.Info.TypeOf(x.X))
			}
		case *ast.MapType:
			note(f.Info.TypeOf(x.Key))
		default:
			if m, ok := tv.Type.(*types.Map); ok {
				note(m.Key())
			}
		}
	}
	return f.compared
}

// contains reports whether a struct is, or has in it, another.
func contains(t, st *types.Struct, depth int) bool {
	if t == st {
		return true
	}
	for field := range t.Fields() {
		if inner, ok := field.Type().Underlying().(*types.Struct); ok && depth < 3 && contains(inner, st, depth+1) {
			return true
		}
	}
	return false
}

// names that the added field can have; the first letter is as the type's.
var names = []string{"HTTPStatus", "HTTPStatusCode", "ResponseStatus"}

// addField adds the field to the declaration.
func (f *fixer) addField(h *holder, spec *ast.TypeSpec) bool {
	st, ok := spec.Type.(*ast.StructType)
	if !ok || spec.Assign.IsValid() {
		return false // type T otherStruct
	}
	exported := h.named.Obj().Exported() && ast.IsExported(h.way[len(h.way)-1])
	for _, name := range names {
		if !exported {
			name = strings.ToLower(name[:strings.IndexFunc(name[1:], isLower)]) + name[strings.IndexFunc(name[1:], isLower):]
		}
		if f.isFree(h.named, name) {
			h.field = name
			break
		}
	}
	if h.field == "" {
		return false
	}
	tag := ""
	if exported {
		tag = " `json:\"-\"`"
	}
	file := f.file(spec.Pos())
	field := fmt.Sprintf("// %s is the status of the HTTP response; the body does not set it.\n\t%s int%s\n", h.field, h.field, tag)
	fields := st.Fields
	indent := file.Indent(fields.Closing)
	if file.LineStart(fields.Opening) != file.LineStart(fields.Closing) {
		if strings.TrimSpace(file.Between(file.LineStart(fields.Closing), fields.Closing)) != "" {
			return false // not as gofmt writes it
		}
		text := "\n\t" + field
		h.edits = append(h.edits, file.Insert(file.LineStart(fields.Closing), indented(text, indent)))
		return true
	}
	if len(fields.List) == 0 || file.HasComment(fields.Opening, fields.Closing) {
		return false
	}
	last := fields.List[len(fields.List)-1]
	h.edits = append(h.edits,
		file.Replace(st.Struct+token.Pos(len("struct")), fields.List[0].Pos(), indented(" {\n\t", indent)),
		file.Replace(last.End(), fields.Closing, indented("\n\n\t"+field, indent)+indent))
	return true
}

func isLower(r rune) bool { return 'a' <= r && r <= 'z' }

// indented puts indent at the beginning of each further line that is not empty.
func indented(text, indent string) string {
	lines := strings.Split(text, "\n")
	for i := 1; i < len(lines); i++ {
		if lines[i] != "" {
			lines[i] = indent + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

// isFree reports whether neither the type nor a struct of the package that embeds it has a field or
// method of a name.
func (f *fixer) isFree(named *types.Named, name string) bool {
	has := func(t types.Type) bool {
		obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(t), true, f.Pass.Pkg, name)
		return obj != nil
	}
	if has(named) {
		return false
	}
	return !slices.ContainsFunc(f.embedding()[named], has)
}

// embedding returns, for types of the package, those that embed them.
func (f *fixer) embedding() map[*types.Named][]types.Type {
	if f.embedders != nil {
		return f.embedders
	}
	f.embedders = map[*types.Named][]types.Type{}
	scope := f.Pass.Pkg.Scope()
	for _, n := range scope.Names() {
		t, ok := scope.Lookup(n).(*types.TypeName)
		if !ok {
			continue
		}
		st, ok := t.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for field := range st.Fields() {
			if named := f.own(field.Type()); field.Embedded() && named != nil {
				f.embedders[named] = append(f.embedders[named], t.Type())
			}
		}
	}
	return f.embedders
}
