package model

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
	"github.com/medipimlint/medipimlint/analyzer/internal/host"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
	"github.com/medipimlint/medipimlint/analyzer/internal/settings"
)

// Model is the analyzer that the rules of one suite share.
type Model struct {
	Analyzer *analysis.Analyzer
	base     settings.Settings
	rules    []*settings.Settings
	shared   any
}

// Default is the model of the exported analyzers.
var Default = New(settings.Settings{})

// New returns a model with the settings s, which the rules on top of it start from.
func New(s settings.Settings) *Model {
	m := &Model{base: s}
	m.Analyzer = &analysis.Analyzer{
		Name:       "medipimmodel",
		Doc:        "resolve the Medipim API's responses, errors and retries in a package",
		Run:        m.run,
		ResultType: reflect.TypeFor[*Package](),
		FactTypes:  []analysis.Fact{new(packageFact), new(retryFact), new(fieldFact), new(funcFact), new(lookFact), new(answer.Fact)},
	}
	return m
}

// Settings returns settings for a further rule on top of m: a copy that the rule's flags may change.
func (m *Model) Settings() *settings.Settings {
	s := m.base
	m.rules = append(m.rules, &s)
	return &s
}

// Shared returns what the rules on top of m share: what create has returned the first time.
func (m *Model) Shared(create func() any) any {
	if m.shared == nil {
		m.shared = create()
	}
	return m.shared
}

// OnlyMayRetry reports whether facts, as a driver has encoded them for a package that is out of scope, say nothing
// but that packages may retry what is sent through them.
func (m *Model) OnlyMayRetry(facts []byte) bool {
	for _, f := range m.Analyzer.FactTypes {
		if _, ok := f.(*retryFact); !ok && bytes.Contains(facts, []byte(reflect.TypeOf(f).Elem().String())) {
			return false
		}
	}
	return bytes.Contains(facts, []byte(reflect.TypeFor[retryFact]().String()))
}

// Package is the model of one package. Its other fields are set only if it is in scope.
type Package struct {
	Scope scope.Verdict // what the package itself says; None with Uses: in scope by what it uses
	Uses  bool          // it imports a package in scope
	All   bool          // some rule takes every package as in scope

	Info     *types.Info
	Catalog  *catalog.Catalog
	SSA      *ssa.Package
	Origins  *origin.Engine
	Branches []Branch // in source order, then the arguments of functions that branch on them
	Lookups  []Branch // where a text looks up another text or a number: nothing is decided, but the keys matter
	Answers  *answer.Engine
	Retries  []*answer.Report // what is wrong with what happens to a 429

	pass      *analysis.Pass
	hosts     *host.Finder
	filled    map[ssa.Value][]*send.Send // by the response that a send is given to fill
	reach     *reach.Engine
	streams   map[settledKey]bool         // lines of streams, asked already
	asking    map[*ssa.Function]bool      // functions whose errors are being looked at
	uses      []ast.Node                  // calls and selectors, in source order
	specs     map[token.Pos]*ast.TypeSpec // by the position of the name
	mentions  map[ast.Node]bool           // asked already: does the node have to do with Medipim?
	envelopes map[ssa.Value]bool          // responses decoded into the envelope; nil until asked for
	lits      *literals
	tested    map[*ssa.Parameter]use          // parameters that their function branches on
	compared  map[*ssa.Parameter][]comparison // … that it compares with the error code, or another parameter
}

// Modelled reports whether the package was looked at beyond its bytes, and can hold an answer or offers a client.
func (p *Package) Modelled() bool { return p.Answers != nil }

// run is called for every package that a driver loads, dependencies too: one out of scope is left
// before any syntax tree is walked.
func (m *Model) run(pass *analysis.Pass) (any, error) {
	Complete(pass)
	p := &Package{pass: pass, Info: pass.TypesInfo}
	module := ""
	if pass.Module != nil {
		module = pass.Module.Path
	}
	codes := slices.Clone(m.base.Codes)
	var inherited []string
	for _, imp := range pass.Pkg.Imports() {
		var f packageFact
		if pass.ImportPackageFact(imp, &f) {
			p.Uses = p.Uses || f.Scoped
			inherited = append(inherited, f.Codes...)
		}
	}
	for _, s := range m.rules {
		p.All = p.All || s.All()
	}
	path, name := pass.Pkg.Path(), pass.Pkg.Name()
	possible := p.possible(path, name, module)
	if (possible || p.Uses || p.All) && consts.TooLong(pass.Files, pass.TypesInfo) {
		return p, nil // whoever reads it runs out of memory
	}
	if possible {
		p.Scope = scope.Of(path, name, module, pass.Files, pass.TypesInfo)
		inherited = append(inherited, scope.ExtraCodes(pass.Files, pass.TypesInfo)...)
	}
	slices.Sort(inherited)
	inherited = slices.Compact(inherited)
	scoped := p.InScope()
	var lent []lentField
	defer func() {
		if scoped || len(inherited) > 0 {
			pass.ExportPackageFact(&packageFact{Scoped: scoped, Codes: inherited, Lent: lent})
		}
		if !scoped && p.mayRetry(path) {
			pass.ExportPackageFact(&retryFact{scope.Steady(pass.Pkg, pass.Files, pass.TypesInfo, imported{pass}.MayRetry)})
		}
	}()
	if !scoped && !p.All || len(pass.TypeErrors) > 0 || len(pass.Files) == 0 {
		return p, nil
	}

	p.Catalog = catalog.New(append(codes, inherited...)...)
	p.SSA = program.Build(pass.Fset, pass.Pkg, pass.Files, pass.TypesInfo)
	p.Origins = origin.New(p.SSA, &fields{imported: imported{pass}}, m.leftOut(pass.Fset))
	if !p.Origins.Relevant() && !answer.OffersClient(pass.Pkg) {
		return p, nil
	}
	scoped = true
	p.Answers = answer.New(p.SSA, p.Origins.Funcs, p.Catalog, imported{pass})
	p.Answers.Generated = p.generated
	p.Branches = p.branches()
	p.propagate()
	p.exportFacts(p.SSA.Prog)
	lent = p.lentFields()
	p.answers()
	p.exportLooks()
	return p, nil
}

// Complete sets what a driver may leave out of a pass: Bazel's nogo has no ReadFile (rules_go,
// go/tools/builders/nogo_main.go).
func Complete(pass *analysis.Pass) {
	if pass.ReadFile == nil {
		pass.ReadFile = os.ReadFile
	}
}

// possible is the test that a package out of scope costs.
func (p *Package) possible(path, name, module string) bool {
	return scope.Possible(path, name, module, p.contents)
}

// mayRetry reports whether the package, which is out of scope, may retry what is sent through it.
func (p *Package) mayRetry(path string) bool {
	var imports []string
	for _, imp := range p.pass.Pkg.Imports() {
		imports = append(imports, imp.Path())
	}
	return scope.MayRetry(path, slices.Values(imports), p.contents)
}

// contents yields the bytes of the package's files.
func (p *Package) contents(yield func([]byte) bool) {
	for _, f := range p.pass.Files {
		content, err := p.pass.ReadFile(p.pass.Fset.File(f.FileStart).Name())
		if err != nil {
			continue // made by the driver (cgo): what it was made from is among the others
		}
		if !yield(content) {
			return
		}
	}
}

// Func returns the SSA function of a declaration, or nil.
func (p *Package) Func(decl *ast.FuncDecl) *ssa.Function {
	obj, _ := p.Info.Defs[decl.Name].(*types.Func)
	if obj == nil {
		return nil
	}
	return p.SSA.Prog.FuncValue(obj)
}
