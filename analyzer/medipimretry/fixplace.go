package medipimretry

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// A placement is where the helpers of a package go, and what they are called.
type placement struct {
	host        *ast.File // nil if both are there
	file        *edit.File
	do, request string // names
	hasDo       bool   // the package has one of ours
	hasRequest  bool
}

// existing returns the name of the package's own function that is h, or "".
func (f *fixer) existing(h *helper) string {
	for _, file := range f.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || fn.Body == nil || !strings.HasPrefix(fn.Name.Name, h.base) || f.Info.Defs[fn.Name] == nil {
				continue
			}
			path := func(p *types.Package) string { return p.Path() }
			if types.TypeString(f.Info.Defs[fn.Name].Type(), path) != h.signature {
				continue
			}
			missing := slices.Clone(h.marks)
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				word := ""
				switch n := n.(type) {
				case *ast.Ident:
					word = n.Name
				case *ast.BasicLit:
					word, _ = strconv.Unquote(n.Value)
				}
				missing = slices.DeleteFunc(missing, func(m string) bool { return m == word })
				return true
			})
			if len(missing) == 0 {
				return fn.Name.Name
			}
		}
	}
	return ""
}

// freeName returns base, or base with a number, such that the package uses the name for nothing, nor do
// its tests and its files for other systems.
func (f *fixer) freeName(base string) string {
	used := map[string]bool{}
	for _, file := range f.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				used[id.Name] = true
			}
			return true
		})
	}
	for _, source := range f.Unseen() {
		for _, name := range regexp.MustCompile(`\b`+base+`\d*\b`).FindAllString(source, -1) {
			used[name] = true
		}
	}
	name := base
	for i := 2; used[name]; i++ {
		name = base + strconv.Itoa(i)
	}
	return name
}

// place plans the helpers for the sends. The host is the same whichever of the sends is fixed, so that the
// fixes of all declare a helper once: of the files with a send, the first by name that is built always
// and with the package proper. A send in another file has the edit of the host in its fix; drivers that
// keep a fix within its file (golangci-lint) are not given it, and find the helper there the next time.
func (f *fixer) place(sends []*sending) *placement {
	pl := &placement{do: f.existing(&doHelper), request: f.existing(&requestHelper)}
	pl.hasDo, pl.hasRequest = pl.do != "", pl.request != ""
	if !pl.hasDo {
		pl.do = f.freeName(doHelper.base)
	}
	if !pl.hasRequest {
		pl.request = f.freeName(requestHelper.base)
	}
	if pl.hasDo && pl.hasRequest {
		return pl
	}
	pl.host = f.host(sends)
	if pl.host == nil {
		return nil
	}
	pl.file = f.file(pl.host.FileStart)
	return pl
}

// addHelpers returns the edits that add the helpers which a send needs to the host: request for one that has
// no request of its own. What they import is added to im.
func (f *fixer) addHelpers(pl *placement, im *edit.Imports, request bool) ([]analysis.TextEdit, bool) {
	var edits []analysis.TextEdit
	if !pl.hasDo {
		text, ok := doHelper.write(im, pl.do, "", f.isOld(pl.host))
		if !ok {
			return nil, false
		}
		if pl.file.LineStart(pl.host.FileEnd) == pl.host.FileEnd {
			edits = append(edits, pl.file.Insert(pl.host.FileEnd, "\n"+text+"\n"))
		} else { // no newline at the end
			edits = append(edits, pl.file.Insert(pl.host.FileEnd, "\n\n"+text))
		}
	}
	if pl.hasRequest || !request {
		return edits, true
	}
	text, ok := requestHelper.write(im, pl.request, pl.do, false)
	if !ok {
		return nil, false
	}
	// In front of the last newline, and so of the other helper: a place of its own, for a fix without it.
	if end := pl.file.LineEnd(lastOf(pl.host)); end < pl.host.FileEnd {
		return append(edits, pl.file.Insert(end, "\n\n"+text)), true
	}
	// No newline at the end: in front of the last declaration.
	at := pl.host.Decls[len(pl.host.Decls)-1].Pos()
	if doc := docOf(pl.host.Decls[len(pl.host.Decls)-1]); doc != nil {
		at = doc.Pos()
	}
	if pl.file.LineStart(at) != at {
		return nil, false
	}
	lead := ""
	if above := pl.file.LineStart(at - 1); strings.TrimSpace(pl.file.Between(above, at)) != "" {
		lead = "\n"
	}
	return append(edits, pl.file.Insert(at, lead+text+"\n\n")), true
}

// lastOf returns where the last declaration or comment of a file ends.
func lastOf(file *ast.File) token.Pos {
	end := file.Decls[len(file.Decls)-1].End()
	if n := len(file.Comments); n > 0 {
		end = max(end, file.Comments[n-1].End())
	}
	return end
}

func docOf(decl ast.Decl) *ast.CommentGroup {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		return decl.Doc
	case *ast.GenDecl:
		return decl.Doc
	}
	return nil
}

// host returns the file for the helpers: every file with a send must be able to use them.
func (f *fixer) host(sends []*sending) *ast.File {
	var files []*ast.File
	constrained := false
	for _, s := range sends {
		file := f.syntax(s.call.Pos())
		if !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	inPackage := slices.ContainsFunc(files, func(file *ast.File) bool { return !f.isTest(file) })
	slices.SortFunc(files, func(a, b *ast.File) int { return strings.Compare(f.nameOf(a), f.nameOf(b)) })
	for _, file := range files {
		if inPackage && f.isTest(file) {
			continue
		}
		if !f.isConstrained(file) {
			return file
		}
		constrained = true
	}
	if constrained && len(files) == 1 {
		return files[0]
	}
	// All are built at times only: any file that is always built.
	all := slices.Clone(f.Files)
	slices.SortFunc(all, func(a, b *ast.File) int { return strings.Compare(f.nameOf(a), f.nameOf(b)) })
	for _, file := range all {
		if f.file(file.FileStart) != nil && !f.isTest(file) && !f.isConstrained(file) && len(file.Decls) > 0 {
			return file
		}
	}
	return nil
}

func (f *fixer) nameOf(file *ast.File) string { return f.Fset.File(file.FileStart).Name() }

func (f *fixer) isTest(file *ast.File) bool { return strings.HasSuffix(f.nameOf(file), "_test.go") }

// isConstrained reports whether a file is built for some systems only.
func (f *fixer) isConstrained(file *ast.File) bool {
	for _, group := range file.Comments {
		if group.Pos() > file.Package {
			break
		}
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:build") || strings.HasPrefix(c.Text, "// +build") {
				return true
			}
		}
	}
	name := f.nameOf(file)
	name = strings.TrimSuffix(name[strings.LastIndexAny(name, `/\`)+1:], ".go")
	parts := strings.Split(strings.TrimSuffix(name, "_test"), "_")
	for i, part := range parts {
		if i > 0 && i >= len(parts)-2 && systems[part] {
			return true
		}
	}
	return false
}

// systems are the words at the end of a file's name that constrain it: go/build's lists.
var systems = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields(`aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd
		plan9 solaris wasip1 windows zos 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le
		mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm`) {
		m[s] = true
	}
	return m
}()

// isOld reports whether a file is written in a Go that math/rand/v2 is too new for.
func (f *fixer) isOld(file *ast.File) bool {
	v := f.Info.FileVersions[file]
	if v == "" {
		v = f.Pass.Pkg.GoVersion()
	}
	return version.IsValid(v) && version.Compare(v, "go1.22") < 0
}
