// Package mutate changes client code at random into other code that compiles: what analyzers and their
// fixes have to cope with. Data decides each step, so that a fuzzer can look for the ones that matter.
package mutate

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A Check type-checks the files of a package. All that is known of it is returned with the errors.
type Check func(files []*ast.File) (*types.Package, *types.Info, []types.Error)

// A Package is one that type-checks, as text and as syntax.
type Package struct {
	Files []*File
	Types *types.Package
	Info  *types.Info

	fset  *token.FileSet
	check Check
}

// A File is one file of a package, in source form formatted as gofmt does.
type File struct {
	Name   string
	Src    string
	Syntax *ast.File

	tok     *token.File
	parents map[ast.Node]ast.Node
}

// New returns the package of the files given, by name.
func New(fset *token.FileSet, check Check, sources map[string]string) (*Package, error) {
	p := &Package{fset: fset, check: check}
	for name, src := range sources {
		p.Files = append(p.Files, &File{Name: name, Src: src})
	}
	slices.SortFunc(p.Files, func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
	return p, p.load()
}

// Sources returns the text of each file, by name. data decides how lines end, and whether the last one does.
func (p *Package) Sources(data []byte) map[string]string {
	sum := 0
	for _, b := range data {
		sum += int(b)
	}
	out := make(map[string]string)
	for _, f := range p.Files {
		src := f.Src
		if sum%7 == 1 {
			src = strings.TrimRight(src, "\n")
		}
		if sum%5 == 1 {
			src = strings.ReplaceAll(src, "\n", "\r\n")
		}
		out[f.Name] = src
	}
	return out
}

// load parses and checks the files; imports that nothing uses are removed.
func (p *Package) load() error {
	for range 2 {
		var files []*ast.File
		for _, f := range p.Files {
			if err := p.parse(f); err != nil {
				return err
			}
			files = append(files, f.Syntax)
		}
		var errs []types.Error
		p.Types, p.Info, errs = p.check(files)
		if len(errs) == 0 {
			return nil
		}
		if !p.dropImports(errs) {
			return fmt.Errorf("%v", errs[0])
		}
	}
	return fmt.Errorf("imports do not settle")
}

func (p *Package) parse(f *File) error {
	if f.tok != nil {
		p.fset.RemoveFile(f.tok)
		f.tok = nil
	}
	syntax, err := parser.ParseFile(p.fset, f.Name, f.Src, parser.ParseComments|parser.SkipObjectResolution)
	if syntax != nil {
		f.tok = p.fset.File(syntax.FileStart)
	}
	if err != nil {
		return err
	}
	f.Syntax, f.parents = syntax, make(map[ast.Node]ast.Node)
	ast.PreorderStack(syntax, nil, func(n ast.Node, stack []ast.Node) bool {
		if len(stack) > 0 {
			f.parents[n] = stack[len(stack)-1]
		}
		return true
	})
	return nil
}

// Close forgets the positions of the files.
func (p *Package) Close() {
	for _, f := range p.Files {
		if f.tok != nil {
			p.fset.RemoveFile(f.tok)
		}
	}
}

// dropImports removes the imports that errs say are unused. It returns false if there are other errors.
func (p *Package) dropImports(errs []types.Error) bool {
	var edits []edit
	for _, e := range errs {
		f := p.fileOf(e.Pos)
		if f == nil || !strings.Contains(e.Msg, "imported and not used") && !strings.Contains(e.Msg, "imported as") {
			return false
		}
		for _, d := range f.Syntax.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || e.Pos < decl.Pos() || e.Pos >= decl.End() {
				continue
			}
			for _, spec := range decl.Specs {
				if spec.Pos() > e.Pos || e.Pos >= spec.End() {
					continue
				}
				var n ast.Node = spec
				if len(decl.Specs) == 1 {
					n = decl
				}
				edits = append(edits, edit{f, n.Pos(), n.End(), ""})
			}
		}
	}
	return p.apply(edits) == nil
}

func (p *Package) fileOf(pos token.Pos) *File {
	for _, f := range p.Files {
		if f.Syntax != nil && f.Syntax.FileStart <= pos && pos <= f.Syntax.FileEnd {
			return f
		}
	}
	return nil
}

// An edit puts text in the place of what stands between two positions of a file.
type edit struct {
	file     *File
	pos, end token.Pos
	text     string
}

// apply changes the text of the files, and formats it.
func (p *Package) apply(edits []edit) error {
	slices.SortStableFunc(edits, func(a, b edit) int { return int(b.pos - a.pos) }) // last first
	changed := make(map[*File]bool)
	last := make(map[*File]token.Pos)
	for _, e := range edits {
		if end, ok := last[e.file]; ok && e.end > end {
			return fmt.Errorf("edits overlap")
		}
		last[e.file] = e.pos
		from, to := e.file.tok.Offset(e.pos), e.file.tok.Offset(e.end)
		e.file.Src = e.file.Src[:from] + e.text + e.file.Src[to:]
		changed[e.file] = true
	}
	for f := range changed {
		out, err := format.Source([]byte(f.Src))
		if err != nil {
			return err
		}
		f.Src = string(out)
	}
	return nil
}

// Mutate returns the package changed as data says: some bytes a step, of which the first is the kind of
// change and the others say where. A step that leads to code that does not compile is taken back.
func (p *Package) Mutate(data []byte) *Package {
	c := &choices{data}
	for steps := 0; len(c.data) > 0 && steps < 12; steps++ {
		next := &Package{fset: p.fset, check: p.check}
		old := make(map[*File]*File)
		for _, f := range p.Files {
			moved := *f
			old[&moved] = f
			next.Files = append(next.Files, &moved)
		}
		next.Types, next.Info = p.Types, p.Info
		edits := mutations[c.pick(len(mutations))](next, c)
		if len(edits) == 0 {
			continue
		}
		err := next.apply(edits)
		for _, f := range next.Files {
			f.tok = nil // belongs to p
		}
		if err == nil {
			err = next.load()
		}
		if err != nil {
			next.Close()
			continue
		}
		p.Close()
		p = next
	}
	return p
}

// choices are what is left of the data that decides.
type choices struct{ data []byte }

// pick returns a number below n.
func (c *choices) pick(n int) int {
	if n <= 1 {
		return 0
	}
	v := 0
	for size := 1; size < n && len(c.data) > 0; size <<= 8 {
		v = v<<8 | int(c.data[0])
		c.data = c.data[1:]
	}
	return v % n
}

func one[T any](c *choices, list []T) (x T, ok bool) {
	if len(list) == 0 {
		return x, false
	}
	return list[c.pick(len(list))], true
}

// nodes returns the nodes of a type in all files that keep accepts, in source order.
func nodes[T ast.Node](p *Package, keep func(*File, T) bool) (list []place[T]) {
	for _, f := range p.Files {
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			if n, ok := n.(T); ok && (keep == nil || keep(f, n)) {
				list = append(list, place[T]{f, n})
			}
			return true
		})
	}
	return list
}

type place[T ast.Node] struct {
	file *File
	node T
}

func (f *File) text(pos, end token.Pos) string {
	return f.Src[f.tok.Offset(pos):f.tok.Offset(end)]
}

func (f *File) textOf(n ast.Node) string { return f.text(n.Pos(), n.End()) }

// typeText returns a type as the file writes it.
func (p *Package) typeText(f *File, t types.Type) string {
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == p.Types {
			return ""
		}
		for _, spec := range f.Syntax.Imports {
			if name := p.Info.PkgNameOf(spec); name != nil && name.Imported() == pkg {
				if name.Name() == "." {
					return ""
				}
				return name.Name()
			}
		}
		return pkg.Name()
	})
}
