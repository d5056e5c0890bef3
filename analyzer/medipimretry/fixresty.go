package medipimretry

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// resty fills in the fixes of the sends and set-ups of resty: the client gets, where it is made, what it
// lacks to retry a 429. What several sends lack of one client is added together, by the fix of each.
func (f *fixer) resty(reports []report, out []*rule.Fix) {
	if !slices.ContainsFunc(reports, func(r report) bool { return r.Category == answer.Library || r.Category == answer.Missing }) {
		return
	}
	var order []*ssa.Call
	clients := map[*ssa.Call]*answer.Lack{} // what all sends through it lack, together
	sends := map[ssa.CallInstruction][]*ssa.Call{}
	for _, s := range f.Answers.Sends() {
		for _, l := range f.Answers.Lacks(s) {
			sends[s.Call] = append(sends[s.Call], l.Client)
			if all := clients[l.Client]; all == nil {
				clients[l.Client] = &l
				order = append(order, l.Client)
			} else {
				all.Count = all.Count || l.Count
				all.Zero = all.Zero || l.Zero
				all.Condition = all.Condition || l.Condition
				all.Permission = all.Permission || l.Permission
				all.Counted = all.Counted || l.Counted
				all.Otherwise = all.Otherwise || l.Otherwise
			}
		}
	}
	supplies := map[*ssa.Call]*rule.Fix{}
	for _, client := range order {
		supplies[client] = f.supply(clients[client])
	}
	for i, r := range reports {
		if out[i] != nil || r.Call == nil || !f.Reports(r.at) {
			continue
		}
		var wanted []*ssa.Call
		switch r.Category {
		case answer.Missing:
			wanted = sends[r.Call]
		case answer.Library:
			if call, ok := r.Call.(*ssa.Call); ok && clients[call] != nil {
				wanted = []*ssa.Call{call}
			}
		}
		fix := &rule.Fix{Message: "Let resty retry a 429"}
		for j, client := range wanted {
			supply := supplies[client]
			if supply == nil {
				fix = nil
				break
			}
			if !slices.Contains(wanted[:j], client) {
				fix.Edits = append(fix.Edits, supply.Edits...)
				fix.Imports = append(fix.Imports, supply.Imports...)
			}
		}
		if len(wanted) > 0 {
			out[i] = fix
		}
	}
}

// supply returns what gives a client what it lacks, nil if it cannot be given it.
func (f *fixer) supply(l *answer.Lack) *rule.Fix {
	file := f.file(l.Client.Pos())
	at, ok := callAt(f.Pass, l.Client).(*ast.CallExpr)
	if file == nil || !ok || l.Zero || l.Otherwise {
		return nil
	}
	im := file.Imports(at.Pos())
	place, before, after := at.End(), ".", ""
	indent := file.Indent(place)
	if sel := f.chained(at); sel != nil { // each setting on a line of its own
		place, before, after = f.lineOf(file, at.End(), sel), "", ".\n"+file.Indent(sel.Pos())
		indent += "\t"
		if file.Indent(place) != indent {
			indent = oneLine // gofmt moves the lines of a chain for a comment in it, as long as none of them is broken
		}
	}
	var settings []string
	if l.Count {
		settings = append(settings, "SetRetryCount(3)")
	}
	switch l.Library {
	case send.Resty3:
		if l.Permission {
			settings = append(settings, "SetRetryAllowNonIdempotent(true)")
		}
		if l.Condition {
			settings = append(settings, "AddRetryConditions("+im.Dotted("resty.dev/v3", "RetryConditionStatusTooManyRequests")+"RetryConditionStatusTooManyRequests)")
		}
	case answer.Resty3Beta:
		if l.Permission {
			settings = append(settings, "SetAllowNonIdempotentRetry(true)")
		}
	default:
		if l.Condition {
			resty := im.Dotted("github.com/go-resty/resty/v2", "Response")
			status := "429"
			if indent != oneLine {
				status = im.Dotted("net/http", "StatusTooManyRequests") + "StatusTooManyRequests"
			}
			settings = append(settings, restyCondition(l, resty, status, indent))
		}
	}
	if len(settings) == 0 {
		return nil
	}
	text := ""
	for _, s := range settings {
		text += before + s + after
	}
	return &rule.Fix{Edits: []analysis.TextEdit{file.Insert(place, text)}, Imports: []*edit.Imports{im}}
}

// chained returns the name of the method that is called on x on a later line, nil if there is none.
func (f *fixer) chained(x ast.Expr) *ast.Ident {
	for _, n := range f.around(x.Pos(), x.End()) {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.X == x && f.Fset.Position(sel.Sel.Pos()).Line > f.Fset.Position(x.End()).Line {
			return sel.Sel
		}
	}
	return nil
}

// lineOf returns where the line of a chain's method begins, or the comment above it.
func (f *fixer) lineOf(file *edit.File, from token.Pos, method *ast.Ident) token.Pos {
	for _, group := range file.Syntax.Comments {
		if group.Pos() > file.LineEnd(from) && group.End() < method.Pos() {
			return group.Pos()
		}
	}
	return method.Pos()
}

// oneLine stands for the indent of a condition that must stand on one line.
const oneLine = "-"

// restyCondition returns the setting of resty v2 that retries a 429. Where a count stood alone, resty retried
// errors, and goes on to do so only if a condition says so. Conditions are asked about them too: without an
// answer, where the request could not be built (its retry.go).
func restyCondition(l *answer.Lack, resty, status, indent string) string {
	err, test := "_", "r != nil && r.StatusCode() == "+status
	if l.Counted {
		err, test = "err", "err != nil || r.StatusCode() == "+status
	}
	head, open, end := "AddRetryCondition(func(r *"+resty+"Response, "+err+" error) bool {", "\n"+indent+"\t", "\n"+indent
	if indent == oneLine {
		open, end = " ", " "
	}
	return head + open + "return " + test + end + "})"
}
