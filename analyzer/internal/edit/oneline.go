package edit

import (
	"bytes"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
)

// mostOnOneLine is how long a function may be that gofmt leaves on one line: go/printer's maxSize.
const mostOnOneLine = 100

// A oneLiner is a function whose body stands on one line.
type oneLiner struct {
	start token.Pos // of "func"
	body  *ast.BlockStmt
	inner []*oneLiner
}

// Unfold returns, for each of some fixes of the file, the edits that put the body of a function on lines of
// its own, where the edits of all fixes together make it longer than gofmt leaves on one line.
func (f *File) Unfold(fixes [][]analysis.TextEdit) [][]analysis.TextEdit {
	out := make([][]analysis.TextEdit, len(fixes))
	for _, fn := range f.oneLiners() {
		f.unfold(fn, fixes, out, "\n"+f.Indent(fn.start))
	}
	return out
}

// unfold is Unfold for one function and those in it. indent begins a line of the function's own indentation.
func (f *File) unfold(fn *oneLiner, fixes, out [][]analysis.TextEdit, indent string) (unfolded bool) {
	for _, inner := range fn.inner {
		unfolded = f.unfold(inner, fixes, out, indent+"\t") || unfolded // then fn is, too
	}
	list := fn.body.List
	first, last := list[0].Pos(), list[len(list)-1].End()
	size := int(fn.body.Lbrace-1-fn.start) + int(last-first)
	type key struct {
		pos  token.Pos
		text string
	}
	seen := make(map[key]bool)
	var touches []int
	for i, edits := range fixes {
		touched := false
		for _, e := range edits {
			if e.Pos < fn.start || e.Pos > last {
				continue
			}
			touched = true
			if k := (key{e.Pos, string(e.NewText)}); !seen[k] { // else shared
				seen[k] = true
				size += len(e.NewText) - int(max(e.End, e.Pos)-e.Pos)
				unfolded = unfolded || bytes.ContainsRune(e.NewText, '\n')
			}
		}
		if touched {
			touches = append(touches, i)
		}
	}
	if len(touches) == 0 || !unfolded && size <= mostOnOneLine || f.HasComment(fn.body.Lbrace, fn.body.Rbrace) {
		return false
	}
	edits := []analysis.TextEdit{f.Replace(fn.body.Lbrace+1, first, indent+"\t")}
	for i, stmt := range list[1:] {
		edits = append(edits, f.Replace(list[i].End(), stmt.Pos(), indent+"\t"))
	}
	edits = append(edits, f.Replace(last, fn.body.Rbrace, indent))
	for _, i := range touches {
		out[i] = append(out[i], edits...)
	}
	return true
}

// oneLiners returns the outermost functions of the file that have their body on one line.
func (f *File) oneLiners() []*oneLiner {
	var tops []*oneLiner
	var within []*oneLiner // around the node
	ast.PreorderStack(f.Syntax, nil, func(n ast.Node, _ []ast.Node) bool {
		for len(within) > 0 && n.Pos() >= within[len(within)-1].body.End() {
			within = within[:len(within)-1]
		}
		fn := &oneLiner{}
		switch n := n.(type) {
		case *ast.FuncDecl:
			fn.start, fn.body = n.Type.Pos(), n.Body
		case *ast.FuncLit:
			fn.start, fn.body = n.Type.Pos(), n.Body
		default:
			return true
		}
		if fn.body == nil || len(fn.body.List) == 0 || f.tok.Line(fn.body.Lbrace) != f.tok.Line(fn.body.Rbrace) {
			return true
		}
		if len(within) > 0 {
			outer := within[len(within)-1]
			outer.inner = append(outer.inner, fn)
		} else {
			tops = append(tops, fn)
		}
		within = append(within, fn)
		return true
	})
	return tops
}
