package origin

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A scan is a function of a library that reads a text into the variables that its last arguments
// point to.
type scan struct {
	format int // the argument that says how, none if there is none
}

// scanRows list the functions that are a scan; their first argument is the text, or reads it.
var scanRows = []struct {
	names
	scan
}{
	{names{"fmt", "", "Sscan Sscanln Fscan Fscanln"}, scan{format: none}},
	{names{"fmt", "", "Sscanf Fscanf"}, scan{format: 1}},
}

// scanOf returns how call is a scan, nil if it is none.
func (e *Engine) scanOf(call ssa.CallInstruction) *scan {
	obj := program.Called(call.Common())
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg {
		return nil
	}
	return known(e.FullName(obj)).scan
}

// scannedInto returns the pointers that a scan fills, nil if call is none or they are not listed.
func (e *Engine) scannedInto(call ssa.CallInstruction) []ssa.Value {
	if e.scanOf(call) == nil {
		return nil
	}
	args := call.Common().Args
	into, _ := literalSlice(args[len(args)-1])
	return into
}

// scanned answers for path p of what a scan leaves behind one of its pointers.
func (e *Engine) scanned(sc *scan, call ssa.CallInstruction, p *path, fr *frame) Set {
	if p != nil {
		return nil
	}
	args := call.Common().Args
	s := e.value(args[0], nil, call, fr).filter(notConst)
	if len(e.scannedInto(call)) != 1 || sc.format != none && !plainFormat(args[sc.format]) {
		return e.part(s)
	}
	return s
}
