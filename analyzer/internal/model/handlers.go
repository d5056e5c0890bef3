package model

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// builder is the type of carlmjohnson/requests that requests are put together with. Before it hands an answer to a
// handler it ends in an error for all but a 2xx, unless it is given validators, which then do that (its validator.go and
// builder_core.go, v0.25).
const builder = "(*github.com/carlmjohnson/requests.Builder)."

// handling returns the call that makes fn, a literal, the handler of a request's answer; nil if there is none.
func handling(fn *ssa.Function) *ssa.Call {
	for _, ref := range program.Uses(fn) {
		made, ok := ref.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		uses := program.Uses(made)
		for len(uses) > 0 {
			use := uses[0]
			uses = uses[1:]
			switch use := use.(type) {
			case *ssa.ChangeType:
				uses = append(uses, program.Uses(use)...)
			case *ssa.Call:
				if builderMethod(use) == "Handle" {
					return use
				}
			}
		}
	}
	return nil
}

// builderMethod returns the name of the builder's method that call is; "" for other calls.
func builderMethod(call *ssa.Call) string {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Object() == nil || len(fn.Blocks) > 0 {
		return ""
	}
	name, _ := strings.CutPrefix(fn.String(), builder)
	if name == fn.String() {
		return ""
	}
	return name
}

// validated reports whether something looked at the status of the answer before fn, a literal, gets it.
func validated(fn *ssa.Function) bool {
	call := handling(fn)
	if call == nil {
		return false
	}
	for v := call.Call.Args[0]; ; {
		before, ok := v.(*ssa.Call)
		if !ok || builderMethod(before) == "" {
			break
		}
		if !looks(before) {
			return false
		}
		v = before.Call.Args[0]
	}
	for after := call; after != nil; {
		var next *ssa.Call
		for _, ref := range program.Uses(after) {
			if on, ok := ref.(*ssa.Call); ok && builderMethod(on) != "" && on.Call.Args[0] == ssa.Value(after) {
				next = on
			}
		}
		if next != nil && !looks(next) {
			return false
		}
		after = next
	}
	return true
}

// looks reports whether call, of the builder's, is not that of a validator that lets every answer through: one of the
// package's own that does not read the status.
func looks(call *ssa.Call) bool {
	if builderMethod(call) != "AddValidator" || len(call.Call.Args) < 2 {
		return true
	}
	v := call.Call.Args[1]
	for {
		conv, ok := v.(*ssa.ChangeType)
		if !ok {
			break
		}
		v = conv.X
	}
	var fn *ssa.Function
	switch v := v.(type) {
	case *ssa.Function:
		fn = v
	case *ssa.MakeClosure:
		fn, _ = v.Fn.(*ssa.Function)
	}
	return fn == nil || len(fn.Blocks) == 0 || readsStatus(fn)
}

// readsStatus reports whether fn reads a status, or asks another function about the response.
func readsStatus(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if send.IsResponse(instr.X.Type()) && strings.HasPrefix(program.FieldName(instr.X.Type(), instr.Field), "Status") {
					return true
				}
			case *ssa.Call:
				for _, arg := range instr.Call.Args {
					if send.IsResponse(arg.Type()) {
						return true
					}
				}
			}
		}
	}
	return false
}
