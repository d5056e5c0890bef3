package model

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A Branch is a place where a value decides what happens next: it is compared, looked up or
// searched, here or in a function that it is passed to.
type Branch struct {
	Kind BranchKind
	X    ast.Expr // the value that decides
	Node ast.Expr // the whole comparison, index or call; for a Switch the tag

	Op    token.Token // of Compare: the operator, as if X stood on its left
	Y     ast.Expr    // of Compare: what X is compared with; of Index and Member: the container; of Text: what is searched for
	Cases []ast.Expr  // of Switch: the case expressions, in source order
	Func  *types.Func // of Member and Text: the function; of Arg: the callee, nil if it is a function value
	Codes []string    // of Arg: how the callee compares X with the error code: functions, "" for ==
	Value bool        // of Arg: the callee branches on X
	Text  bool        // of Arg: … by more than whether it is empty
	Used  ast.Node    // of Index: the statement or expression around it

	Message bool // of Arg: the callee compares X with the message
}

// BranchKind says in which form a value decides.
type BranchKind uint8

const (
	Compare BranchKind = iota // X == Y, X < Y, …
	Switch                    // switch X { case … }
	Index                     // table[X]
	Member                    // slices.Contains(list, X)
	Text                      // strings.HasPrefix(X, "…"), a regular expression
	Arg                       // f(X), where f branches on its parameter
	Within                    // strings.Contains("…", X): X is searched for in a constant
)

// search says where a library function takes the value and what it is compared with.
type search struct {
	kind BranchKind
	x, y int
}

var searches = map[string]search{
	"slices.Contains":                     {Member, 1, 0},
	"slices.Index":                        {Member, 1, 0},
	"slices.BinarySearch":                 {Member, 1, 0},
	"sort.SearchInts":                     {Member, 1, 0},
	"sort.SearchStrings":                  {Member, 1, 0},
	"strings.EqualFold":                   {Text, 0, 1},
	"strings.HasPrefix":                   {Text, 0, 1},
	"strings.HasSuffix":                   {Text, 0, 1},
	"strings.CutPrefix":                   {Text, 0, 1},
	"strings.CutSuffix":                   {Text, 0, 1},
	"strings.Contains":                    {Text, 0, 1},
	"strings.ContainsAny":                 {Text, 0, 1},
	"strings.Index":                       {Text, 0, 1},
	"strings.LastIndex":                   {Text, 0, 1},
	"strings.Count":                       {Text, 0, 1},
	"strings.Compare":                     {Text, 0, 1},
	"cmp.Compare":                         {Text, 0, 1},
	"bytes.Contains":                      {Text, 0, 1},
	"bytes.Equal":                         {Text, 0, 1},
	"bytes.HasPrefix":                     {Text, 0, 1},
	"bytes.HasSuffix":                     {Text, 0, 1},
	"bytes.CutPrefix":                     {Text, 0, 1},
	"bytes.CutSuffix":                     {Text, 0, 1},
	"regexp.MatchString":                  {Text, 1, 0},
	"regexp.Match":                        {Text, 1, 0},
	"(*regexp.Regexp).MatchString":        {Text, 1, 0},
	"(*regexp.Regexp).Match":              {Text, 1, 0},
	"(*regexp.Regexp).FindString":         {Text, 1, 0},
	"(*regexp.Regexp).FindStringIndex":    {Text, 1, 0},
	"(*regexp.Regexp).FindStringSubmatch": {Text, 1, 0},
	"(*regexp.Regexp).FindAllString":      {Text, 1, 0},
	"(*regexp.Regexp).Find":               {Text, 1, 0},
	"(*regexp.Regexp).FindSubmatch":       {Text, 1, 0},
	"path.Match":                          {Text, 1, 0},
	"reflect.DeepEqual":                   {Text, 0, 1},
}

// searching are the names of those.
var searching = func() map[string]bool {
	names := map[string]bool{}
	for full := range searches {
		names[full[strings.LastIndexByte(full, '.')+1:]] = true
	}
	return names
}()

// symmetric are the names of those whose operands are alike.
var symmetric = map[string]bool{"EqualFold": true, "Compare": true, "Equal": true, "DeepEqual": true}

// branches lists the branches of the package in source order; calls of functions that branch on a
// parameter are added by propagate. It notes what else is asked of the syntax on the way.
func (p *Package) branches() []Branch {
	p.specs = map[token.Pos]*ast.TypeSpec{}
	var out []Branch
	p.nodes(func(n ast.Node, stack []ast.Node) {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			p.uses = append(p.uses, n)
		case *ast.TypeSpec:
			p.specs[n.Name.Pos()] = n
		case *ast.BinaryExpr:
			if op, ok := mirrored[n.Op]; ok {
				out = append(out,
					Branch{Kind: Compare, X: n.X, Y: n.Y, Op: n.Op, Node: n},
					Branch{Kind: Compare, X: n.Y, Y: n.X, Op: op, Node: n})
			}
		case *ast.SwitchStmt:
			if n.Tag == nil {
				break
			}
			b := Branch{Kind: Switch, X: n.Tag, Node: n.Tag}
			for _, clause := range n.Body.List {
				b.Cases = append(b.Cases, clause.(*ast.CaseClause).List...)
			}
			out = append(out, b)
		case *ast.IndexExpr:
			look, acts := p.looksUp(n, stack)
			b := Branch{Kind: Index, X: n.Index, Y: n.X, Node: n, Used: stack[len(stack)-2]}
			switch {
			case acts:
				out = append(out, b)
			case look && p.Info.Types[n.Index].Value == nil && isText(p.Info.TypeOf(n.Index)):
				p.Lookups = append(p.Lookups, b)
			}
		case *ast.CallExpr:
			p.uses = append(p.uses, n)
			fn, args := p.named(n)
			if fn == nil {
				break
			}
			if !searching[fn.Name()] {
				break
			}
			s, ok := searches[fn.Origin().FullName()]
			if strings.HasPrefix(fn.Name(), "Cut") {
				ok = ok && asks(stack)
			}
			if ok && s.x < len(args) && s.y < len(args) {
				b := Branch{Kind: s.kind, X: args[s.x], Y: args[s.y], Func: fn, Node: n}
				out = append(out, b)
				mirrored := b
				mirrored.X, mirrored.Y = b.Y, b.X
				if s.kind == Member || symmetric[fn.Name()] {
					out = append(out, mirrored)
				} else if _, text := p.StringConst(b.X); text && s.y > s.x {
					mirrored.Kind = Within
					out = append(out, mirrored)
				}
			}
		}
	})
	return out
}

// nodes calls visit for each node of the package's files, in source order, with the nodes around it, itself the last.
func (p *Package) nodes(visit func(n ast.Node, stack []ast.Node)) {
	var stack []ast.Node
	for _, f := range p.pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				stack = stack[:len(stack)-1]
				return true
			}
			stack = append(stack, n)
			visit(n, stack)
			return true
		})
	}
}

// asks reports whether the call, the last node of stack, is asked whether it found what it cuts off.
func asks(stack []ast.Node) bool {
	if len(stack) < 2 {
		return false
	}
	assign, ok := stack[len(stack)-2].(*ast.AssignStmt)
	if !ok {
		return false
	}
	id, ok := assign.Lhs[len(assign.Lhs)-1].(*ast.Ident)
	return !ok || id.Name != "_"
}

// mirrored gives the operator of a comparison with its operands exchanged.
var mirrored = map[token.Token]token.Token{
	token.EQL: token.EQL, token.NEQ: token.NEQ,
	token.LSS: token.GTR, token.GTR: token.LSS,
	token.LEQ: token.GEQ, token.GEQ: token.LEQ,
}

// looksUp reports whether the index expression, the last node of stack, looks something up in a table:
// it is no assignment to the table, and no counter. acts is true if that is a thing to do or be, and not
// a text to print.
func (p *Package) looksUp(n *ast.IndexExpr, stack []ast.Node) (look, acts bool) {
	var elem types.Type
	switch t := p.Info.TypeOf(n.X).Underlying().(type) {
	case *types.Map:
		elem = t.Elem()
	case *types.Slice:
		elem = t.Elem()
	case *types.Array:
		elem = t.Elem()
	default:
		return false, false // a type argument, a string, a pointer to an array
	}
	if len(stack) < 2 {
		return false, false
	}
	switch parent := stack[len(stack)-2].(type) {
	case *ast.IncDecStmt:
		return false, false
	case *ast.CallExpr:
		if p.keeps(parent, n, elem) || p.counts(parent) && !comparedHere(stack[:len(stack)-2]) {
			return true, false
		}
	case *ast.AssignStmt:
		for _, l := range parent.Lhs {
			if l == ast.Expr(n) {
				return false, false
			}
		}
		if len(parent.Lhs) == 2 && len(parent.Rhs) == 1 {
			return true, true // value, ok := table[x]
		}
	case *ast.ValueSpec:
		if len(parent.Names) == 2 && len(parent.Values) == 1 {
			return true, true
		}
	}
	if p.measures(elem) {
		return true, false
	}
	if _, named := types.Unalias(elem).(*types.Named); named {
		return true, true
	}
	b, ok := elem.Underlying().(*types.Basic)
	return true, !ok || b.Info()&types.IsBoolean != 0
}

// named returns the function or method that call names and what it passes, the receiver first; of a variable or field
// the library's function that it can hold, with what holds it in the place of a receiver that is bound.
func (p *Package) named(call *ast.CallExpr) (*types.Func, []ast.Expr) {
	args := Arguments(p.Info, call)
	if fn := p.Called(call); fn != nil {
		return fn, args
	}
	if _, isFunc := p.Info.TypeOf(call.Fun).Underlying().(*types.Signature); !isFunc {
		return nil, nil // a conversion, a builtin
	}
	for _, fn := range p.Origins.LibraryAt(call) {
		if _, ok := searches[fn.FullName()]; !ok {
			continue
		}
		if fn.Signature().Recv() != nil && len(args) == fn.Signature().Params().Len() {
			args = append([]ast.Expr{call.Fun}, args...)
		}
		return fn, args
	}
	return nil, nil
}

// Called returns the function or method that call names, or nil.
func (p *Package) Called(call *ast.CallExpr) *types.Func {
	fun := ast.Unparen(call.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = x.X
	case *ast.IndexListExpr:
		fun = x.X
	}
	var id *ast.Ident
	switch x := ast.Unparen(fun).(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return nil
	}
	fn, _ := p.Info.Uses[id].(*types.Func)
	return fn
}

// Arguments returns what call passes, the receiver of a method first.
func Arguments(info *types.Info, call *ast.CallExpr) []ast.Expr {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if s := info.Selections[sel]; s != nil && s.Kind() == types.MethodVal {
			return append([]ast.Expr{sel.X}, call.Args...)
		}
	}
	return call.Args
}
