// Package scope tells whether a package talks to the Medipim API.
//
// It asks in two steps. [Possible] reads import paths and raw bytes only, so that a package out of
// scope is left before its syntax trees are walked. [Of] gives the exact answer for the few that
// remain. What puts a package in scope through the packages that it uses is not known here: that
// follows values and calls, and is the model's.
package scope

import (
	"go/ast"
	"go/constant"
	"go/types"
	"iter"
)

// Verdict says how much of a package is Medipim's.
type Verdict uint8

const (
	None  Verdict = iota // nothing
	Side                 // what is tied to Medipim; the package may talk to other APIs too
	Whole                // everything that is not known to go to another host
)

func (v Verdict) String() string {
	switch v {
	case Side:
		return "side"
	case Whole:
		return "whole"
	}
	return "none"
}

// Named reports whether a package is Medipim's by what it is called: its import path, its name or
// the path of its module ("" if not known).
func Named(importPath, name, modulePath string) bool {
	return Mentions(importPath) || Mentions(name) || Mentions(modulePath)
}

// Possible reports whether a package may be in scope, or hold a directive for this linter. False is
// certain. contents yields the bytes of the files that are compiled into it; files that build
// constraints leave out have no part in it. It is not called on when the name tells already.
func Possible(importPath, name, modulePath string, contents iter.Seq[[]byte]) bool {
	if Named(importPath, name, modulePath) {
		return true
	}
	for content := range contents {
		if Mentions(content) {
			return true
		}
	}
	return false
}

// Of tells the scope of a package from its name and syntax trees, which were parsed with comments.
// info needs Types.
func Of(importPath, name, modulePath string, files []*ast.File, info *types.Info) Verdict {
	if Named(importPath, name, modulePath) {
		return Whole
	}
	for _, file := range files {
		if hasClientDirective(file) {
			return Whole
		}
	}
	for _, file := range files {
		if Mentioned(file, info) {
			return Side
		}
	}
	return None
}

// Mentioned reports whether an identifier below node contains "medipim", or a string constant there
// names a host of the Medipim API. Comments do not count.
func Mentioned(node ast.Node, info *types.Info) bool {
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			found = found || n.Name != nil && Mentions(n.Name.Name)
			return false // a path is no string constant
		case *ast.Ident:
			found = found || Mentions(n.Name)
		case *ast.BasicLit, *ast.BinaryExpr:
			found = found || namesHost(n.(ast.Expr), info)
		}
		return !found
	})
	return found
}

// namesHost reports whether e is a string constant that names a host of the Medipim API. A
// constant's name needs no test: its value was tested where it is declared.
func namesHost(e ast.Expr, info *types.Info) bool {
	value := info.Types[e].Value
	return value != nil && value.Kind() == constant.String && NamesHost(constant.StringVal(value))
}
