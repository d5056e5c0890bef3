// Package edit makes the text edits of fixes: imports that new text needs, declarations that nothing
// uses any more, types and zero values as a file writes them.
//
// An edit is wanted by several fixes at times, and drivers apply fixes one at a time, or all at once
// without looking at their meaning: golangci-lint drops all fixes of a file of which two edits
// overlap. So equal wishes give equal edits, which drivers make once, and different wishes give
// edits at different places, as far as there are places.
package edit

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
)

// File is a file to be edited. It is safe for concurrent use.
type File struct {
	Syntax *ast.File

	// Pure, if not nil, reports whether a call does nothing that is missed without it: it goes with
	// the variable that it initialises.
	Pure func(*ast.CallExpr) bool

	tok     *token.File
	pkg     *types.Package
	info    *types.Info
	src     []byte
	newline string
	index   func() *uses
	wanted  []Wanted // see Expect

	stretches func() []int // see there
	respaced  sync.Map     // see Spaced
}

// New returns the file of pkg that was parsed, with comments, from src. info needs Defs, Uses,
// Implicits, Scopes and Types. It is an error if src is not what was parsed, or was made of another file, as
// by cgo: nothing can be edited then.
func New(fset *token.FileSet, syntax *ast.File, pkg *types.Package, info *types.Info, src []byte) (*File, error) {
	tok := fset.File(syntax.FileStart)
	if tok == nil || tok.Size() != len(src) {
		return nil, fmt.Errorf("the source is not what was parsed")
	}
	if scope.Translated(fset, syntax) {
		return nil, fmt.Errorf("the source was made of %s", fset.Position(syntax.Package).Filename)
	}
	f := &File{Syntax: syntax, tok: tok, pkg: pkg, info: info, src: src, newline: "\n"}
	if i := bytes.IndexByte(src, '\n'); i > 0 && src[i-1] == '\r' {
		f.newline = "\r\n"
	}
	f.stretches = sync.OnceValue(func() []int { return stretches(tok, syntax, src) })
	f.index = sync.OnceValue(func() *uses { return indexUses(syntax, info) })
	return f, nil
}

// Insert returns the edit that puts text, whose lines end in "\n", at pos.
func (f *File) Insert(pos token.Pos, text string) analysis.TextEdit {
	return f.Replace(pos, pos, text)
}

// Replace returns the edit that puts text, whose lines end in "\n", in the place of what stands
// between pos and end. The lines of the edit end as those of the file do.
func (f *File) Replace(pos, end token.Pos, text string) analysis.TextEdit {
	if f.newline != "\n" {
		text = strings.ReplaceAll(text, "\n", f.newline)
	}
	return analysis.TextEdit{Pos: pos, End: end, NewText: []byte(text)}
}

// Text returns the source of a node, its lines ending in "\n".
func (f *File) Text(n ast.Node) string {
	text := string(f.src[f.tok.Offset(n.Pos()):f.tok.Offset(n.End())])
	return strings.ReplaceAll(text, "\r\n", "\n")
}

// Indent returns the white space that the line of pos begins with.
func (f *File) Indent(pos token.Pos) string {
	line := f.src[f.lineStart(f.tok.Offset(pos)):]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// LineStart returns where the line of pos begins.
func (f *File) LineStart(pos token.Pos) token.Pos {
	return f.tok.Pos(f.lineStart(f.tok.Offset(pos)))
}

// LineEnd returns where the line of pos ends: before its newline, or at the end of the file.
func (f *File) LineEnd(pos token.Pos) token.Pos {
	return f.tok.Pos(f.lineEnd(f.tok.Offset(pos)))
}

// NextLine returns where the line after that of pos begins, or the end of the file.
func (f *File) NextLine(pos token.Pos) token.Pos {
	return f.tok.Pos(f.nextLine(f.tok.Offset(pos)))
}

// HasComment reports whether a comment begins between pos and end.
func (f *File) HasComment(pos, end token.Pos) bool {
	return f.comment(pos, end) != nil
}

// InComment reports whether pos is within a comment.
func (f *File) InComment(pos token.Pos) bool {
	c := f.comment(f.Syntax.FileStart, pos)
	for c != nil && c.End() <= pos {
		c = f.comment(c.End(), pos)
	}
	return c != nil
}

// commentsIn returns the comments in a node, a line each, indented as the node is.
func (f *File) commentsIn(n ast.Node) string {
	var lines []string
	for _, group := range f.Syntax.Comments {
		for _, c := range group.List {
			if n.Pos() <= c.Pos() && c.End() <= n.End() {
				lines = append(lines, f.Text(c))
			}
		}
	}
	return strings.Join(lines, "\n"+f.Indent(n.Pos()))
}

// comment returns the first comment that begins between pos and end, nil if there is none.
func (f *File) comment(pos, end token.Pos) *ast.Comment {
	for _, group := range f.Syntax.Comments {
		if group.End() <= pos {
			continue
		}
		if group.Pos() >= end {
			return nil
		}
		for _, c := range group.List {
			if pos <= c.Pos() && c.Pos() < end {
				return c
			}
		}
	}
	return nil
}

// lineStart returns the offset at which the line of offset begins.
func (f *File) lineStart(offset int) int {
	return bytes.LastIndexByte(f.src[:offset], '\n') + 1
}

// lineEnd returns the offset of the newline, "\n" or "\r\n", after offset.
func (f *File) lineEnd(offset int) int {
	i := bytes.IndexByte(f.src[offset:], '\n')
	if i < 0 {
		return len(f.src)
	}
	end := offset + i
	if end > offset && f.src[end-1] == '\r' {
		end--
	}
	return end
}

// nextLine returns the offset past the newline after offset.
func (f *File) nextLine(offset int) int {
	i := bytes.IndexByte(f.src[offset:], '\n')
	if i < 0 {
		return len(f.src)
	}
	return offset + i + 1
}

// blank reports whether the source between two offsets is white space.
func (f *File) blank(from, to int) bool {
	return len(bytes.TrimSpace(f.src[from:to])) == 0
}

// Between returns the source between two positions, its lines ending in "\n".
func (f *File) Between(pos, end token.Pos) string {
	return strings.ReplaceAll(string(f.src[f.tok.Offset(pos):f.tok.Offset(end)]), "\r\n", "\n")
}
