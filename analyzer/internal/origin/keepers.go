package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A keeper is a method of a library's container, which puts a value in or takes one out.
type keeper struct {
	put   int // argument that is put in, none if none is
	key   int // argument that says under what key, none if there is just one value
	takes bool
	all   bool // nothing that was there before is left
}

// keeperRows list such methods; the container is their first argument, or the receiver.
var keeperRows = []struct {
	names
	keeper
}{
	{names{"sync/atomic", "*Int32", "Store"}, keeper{put: 1, key: none, all: true}},
	{names{"sync/atomic", "*Int64", "Store"}, keeper{put: 1, key: none, all: true}},
	{names{"sync/atomic", "*Uint32", "Store"}, keeper{put: 1, key: none, all: true}},
	{names{"sync/atomic", "*Uint64", "Store"}, keeper{put: 1, key: none, all: true}},
	{names{"sync/atomic", "*Value", "Store"}, keeper{put: 1, key: none, all: true}},
	{names{"sync/atomic", "*Pointer[T]", "Store"}, keeper{put: 1, key: none, all: true}},
	{names{"sync/atomic", "*Int32", "Swap"}, keeper{put: 1, key: none, takes: true}},
	{names{"sync/atomic", "*Int64", "Swap"}, keeper{put: 1, key: none, takes: true}},
	{names{"sync/atomic", "*Value", "Swap"}, keeper{put: 1, key: none, takes: true}},
	{names{"sync/atomic", "*Pointer[T]", "Swap"}, keeper{put: 1, key: none, takes: true}},
	{names{"sync/atomic", "*Int32", "CompareAndSwap"}, keeper{put: 2, key: none}},
	{names{"sync/atomic", "*Int64", "CompareAndSwap"}, keeper{put: 2, key: none}},
	{names{"sync/atomic", "*Value", "CompareAndSwap"}, keeper{put: 2, key: none}},
	{names{"sync/atomic", "*Int32", "Load"}, keeper{put: none, key: none, takes: true}},
	{names{"sync/atomic", "*Int64", "Load"}, keeper{put: none, key: none, takes: true}},
	{names{"sync/atomic", "*Uint32", "Load"}, keeper{put: none, key: none, takes: true}},
	{names{"sync/atomic", "*Uint64", "Load"}, keeper{put: none, key: none, takes: true}},
	{names{"sync/atomic", "*Value", "Load"}, keeper{put: none, key: none, takes: true}},
	{names{"sync/atomic", "*Pointer[T]", "Load"}, keeper{put: none, key: none, takes: true}},
	{names{"sync/atomic", "", "StoreInt32 StoreInt64 StoreUint32 StoreUint64"}, keeper{put: 1, key: none, all: true}},
	{names{"sync/atomic", "", "LoadInt32 LoadInt64 LoadUint32 LoadUint64"}, keeper{put: none, key: none, takes: true}},
	{names{"sync", "*Map", "Store"}, keeper{put: 2, key: 1}},
	{names{"sync", "*Map", "LoadOrStore Swap"}, keeper{put: 2, key: 1, takes: true}},
	{names{"sync", "*Map", "Load LoadAndDelete"}, keeper{put: none, key: 1, takes: true}},
}

// keeperOf returns how call is of a container, nil if it is not.
func (e *Engine) keeperOf(call ssa.CallInstruction) *keeper {
	obj := program.Called(call.Common())
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg {
		return nil
	}
	return known(e.FullName(obj)).keeper
}

// kept is the step from a container to what it holds under a key.
func (k *keeper) kept(args []ssa.Value) step {
	if k.key == none {
		return step{kind: elem}
	}
	return keyStep(args[k.key])
}

// keyStep is the step to what stands under a key of any type: known if the key is a constant, or of a type that is there
// to be a key.
func keyStep(v ssa.Value) step {
	box, ok := v.(*ssa.MakeInterface)
	if !ok {
		return step{kind: elem}
	}
	name := types.TypeString(box.X.Type(), nil)
	if c := constOf(box.X); c != nil {
		return step{kind: key, name: name + " " + c.ExactString()}
	}
	if st, ok := box.X.Type().Underlying().(*types.Struct); ok && st.NumFields() == 0 {
		return step{kind: key, name: name}
	}
	return step{kind: elem}
}

// plainly reports whether the container is a variable itself: what it holds has no step of its own.
func plainly(container ssa.Value) bool {
	ptr, ok := container.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	_, basic := ptr.Elem().Underlying().(*types.Basic)
	return basic
}

// putIn answers for path p of a container that call puts something into.
func (e *Engine) putIn(k *keeper, call ssa.CallInstruction, p *path, fr *frame) Set {
	args := program.Arguments(call.Common())
	if plainly(args[0]) {
		return e.value(args[k.put], p, call, fr)
	}
	if s := k.kept(args); p != nil && (p.step == s || s.kind == elem && p.kind == key || s.kind == key && p.kind == elem) {
		return e.value(args[k.put], p.tail, call, fr)
	}
	return nil
}

// takenOut answers for path p of what call takes out of a container.
func (e *Engine) takenOut(k *keeper, call *ssa.Call, args []ssa.Value, p *path, fr *frame) Set {
	if plainly(args[0]) {
		return e.memory(args[0], p, call, fr)
	}
	q, ok := e.cons(k.kept(args), p)
	if !ok {
		return nil
	}
	return e.memory(args[0], q, call, fr)
}

// contextValue answers for path p of a value that a context carries: ctx.Value, and context.WithValue.
func (e *Engine) contextValue(name string, call *ssa.Call, args []ssa.Value, p *path, fr *frame) (Set, bool) {
	switch name {
	case "(context.Context).Value":
		s := keyStep(args[1])
		if s.kind != key {
			return nil, false
		}
		in := e.step(s, args[0], p, call, fr)
		return in, len(in) > 0 // else it was put in where that is not seen
	case "context.WithValue":
		s := keyStep(args[1])
		if p == nil || p.kind != key || s.kind != key {
			return nil, false
		}
		if p.step == s {
			return e.value(args[2], p.tail, call, fr), true
		}
		return e.value(args[0], p, call, fr), true
	case "context.WithCancel", "context.WithTimeout", "context.WithDeadline", "context.WithCancelCause", "context.WithoutCancel":
		if p == nil || p.kind != key {
			return nil, false
		}
		return e.value(args[0], p, call, fr), true
	}
	return nil, false
}
