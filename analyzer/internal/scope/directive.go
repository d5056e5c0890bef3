package scope

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// The directives of this linter. A remark may follow after a space.
const (
	clientDirective = "//medipimlint:client" // before the package clause: the package is Medipim's
	codeDirective   = "//medipimlint:code"   // above a constant or a group: their values are error codes
)

// isDirective reports whether a comment is the directive, alone or with a remark.
func isDirective(comment, directive string) bool {
	rest, found := strings.CutPrefix(comment, directive)
	return found && (rest == "" || strings.ContainsRune(" \t\r", rune(rest[0])))
}

func hasDirective(group *ast.CommentGroup, directive string) bool {
	return group != nil && slices.ContainsFunc(group.List, func(c *ast.Comment) bool {
		return isDirective(c.Text, directive)
	})
}

// hasClientDirective reports whether file has the client directive before its package clause.
func hasClientDirective(file *ast.File) bool {
	for _, group := range file.Comments {
		if group.Pos() > file.Package {
			return false
		}
		if hasDirective(group, clientDirective) {
			return true
		}
	}
	return false
}

// ExtraCodes returns, sorted and without duplicates, the error codes that files add to the catalog:
// the values of the string constants under the code directive. info needs Defs.
//
// A package that is out of scope may add codes too, for those that import it.
func ExtraCodes(files []*ast.File, info *types.Info) []string {
	var codes []string
	for _, file := range files {
		if !slices.ContainsFunc(file.Comments, func(group *ast.CommentGroup) bool {
			return hasDirective(group, codeDirective)
		}) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if decl, ok := n.(*ast.GenDecl); ok && decl.Tok == token.CONST {
				codes = appendCodes(codes, decl, info)
			}
			return true
		})
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// appendCodes appends the values that the directive above decl, or above one of its specs, adds.
func appendCodes(codes []string, decl *ast.GenDecl, info *types.Info) []string {
	group := hasDirective(decl.Doc, codeDirective)
	for _, spec := range decl.Specs {
		spec := spec.(*ast.ValueSpec)
		if !group && !hasDirective(spec.Doc, codeDirective) {
			continue
		}
		for _, name := range spec.Names {
			c, ok := info.Defs[name].(*types.Const)
			if ok && c.Val().Kind() == constant.String {
				codes = append(codes, constant.StringVal(c.Val()))
			}
		}
	}
	return codes
}
