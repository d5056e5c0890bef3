package edit

import (
	"go/ast"
	"strings"
	"testing"
)

// A name that two clauses of a type switch use goes when both have lost it, and not before.
func TestRemovalOfTypeSwitchName(t *testing.T) {
	f, fix, dropped := fixOf(t, wrap(`
switch x := v.(type) {
case int:
	print(«x|0»)
case string:
	print(«x|""»)
}`))
	for _, id := range dropped {
		if r, ok := f.RemovalWith(nil, []*ast.Ident{id}); !ok || len(r.Objects) > 0 || len(r.Edits) > 0 {
			t.Errorf("one use dropped: %d objects, %d edits, ok = %v", len(r.Objects), len(r.Edits), ok)
		}
	}
	r, ok := f.RemovalWith(nil, dropped)
	if !ok || len(r.Objects) != 2 {
		t.Errorf("both uses dropped: %d objects, ok = %v", len(r.Objects), ok)
	}
	if out := apply(t, f, fix, r.Edits); !strings.Contains(out, "switch v.(type)") {
		t.Error(out)
	}
}

// A statement that goes as a whole leaves its comments.
func TestRemovalWithStatement(t *testing.T) {
	f, fix, dropped := fixOf(t, wrap(`
status := env.Error.Status
if real > 0 { // why
	status = real
}
print(«status|real»)`))
	var branch ast.Stmt
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		if s, ok := n.(*ast.IfStmt); ok {
			branch = s
		}
		return true
	})
	r, ok := f.RemovalWith([]ast.Stmt{branch}, dropped)
	if !ok {
		t.Fatal("not removed")
	}
	out := apply(t, f, fix, r.Edits)
	if strings.Contains(out, "status") || !strings.Contains(out, "\t// why\n\tprint(real)") {
		t.Error(out)
	}
}

func TestRemovalOfPureCall(t *testing.T) {
	body := wrap("n, _ := get()\nprint(«n|real»)")
	for _, pure := range []bool{false, true} {
		f, fix, dropped := fixOf(t, body)
		f.Pure = func(*ast.CallExpr) bool { return pure }
		edits, ok := removeUnused(f, dropped)
		if out := apply(t, f, fix, edits); !ok || strings.Contains(out, "= get()") == pure {
			t.Errorf("pure = %v, ok = %v\n%s", pure, ok, out)
		}
	}
}
