package edit

import (
	"go/ast"
	"go/token"
	"sort"

	"golang.org/x/tools/go/ast/astutil"
)

// Path returns the nodes of a file that enclose what stands from start to end, the innermost first. It is
// astutil.PathEnclosingInterval, which looks at every declaration of the file, for one that is found sooner.
func Path(file *ast.File, start, end token.Pos) []ast.Node {
	within := *file
	i := sort.Search(len(file.Decls), func(i int) bool { return start <= file.Decls[i].End() })
	if i < len(file.Decls) && file.Decls[i].Pos() <= start && end <= file.Decls[i].End() {
		within.Decls = file.Decls[i : i+1]
	}
	path, _ := astutil.PathEnclosingInterval(&within, start, end)
	if len(path) > 0 && path[len(path)-1] == ast.Node(&within) {
		path[len(path)-1] = file
	}
	return path
}
