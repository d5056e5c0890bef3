package rule

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
)

// A Fix is what a rule does about a finding. What it imports, and what it leaves unused, becomes part of it when
// the fixes of all rules are known.
type Fix struct {
	Message string
	Edits   []analysis.TextEdit
	Imports []*edit.Imports
	Drops   []*ast.Ident   // uses that go with what the edits replace
	Kept    []types.Object // variables that the new text uses, in the place of those
	Idle    Idle

	all []analysis.TextEdit // with what becomes part of it
}

// Idle returns a statement that goes as a whole in the place of the edits, once the objects gone have gone; nil
// if there is none.
type Idle func(gone func(types.Object) bool) ast.Stmt

// uses reports whether the new text uses obj.
func (f *Fix) uses(obj types.Object) bool {
	return slices.Contains(f.Kept, obj) ||
		slices.ContainsFunc(f.Imports, func(im *edit.Imports) bool { return im.Uses(obj) })
}

// imports returns what some fixes import, once for each file.
func imports(fixes []*Fix) []*edit.Imports {
	var out []*edit.Imports
	for _, fix := range fixes {
		for _, im := range fix.Imports {
			i := slices.IndexFunc(out, func(other *edit.Imports) bool { return other.File() == im.File() })
			if i < 0 {
				i = len(out)
				out = append(out, im.File().Imports())
			}
			out[i].Join(im)
		}
	}
	return out
}

// editable reports whether edits are in files that people write, and where drivers say that they are: below a line
// directive, what they print of an edit has the name of another file.
func (p *Pass) editable(edits []analysis.TextEdit) bool {
	return !slices.ContainsFunc(edits, func(e analysis.TextEdit) bool {
		file := p.Syntax(e.Pos)
		return file == nil || scope.Translated(p.Fset, file) || p.Fset.Position(e.Pos).Filename != p.Fset.File(e.Pos).Name()
	})
}

// byFile splits something at positions by file, in the order of the package's files.
func byFile[T any](p *Pass, list []T, pos func(T) token.Pos) (files []*ast.File, parts [][]T) {
	for _, file := range p.Files {
		var part []T
		for _, x := range list {
			if file.FileStart <= pos(x) && pos(x) <= file.FileEnd {
				part = append(part, x)
			}
		}
		if part != nil {
			files, parts = append(files, file), append(parts, part)
		}
	}
	return files, parts
}
