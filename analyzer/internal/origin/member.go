package origin

import (
	"go/constant"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// An each is a function that hands the members of a part of a body to a callback, one by one: to
// an argument, or to the body of a range over what it returns.
type each struct {
	body     int  // argument that holds the body or node
	callback int  // argument that is the callback, none if a sequence is returned
	keys     int  // first argument with keys that lead to the part; none if there are none
	key      int  // parameter of the callback that has the member's key, none if there is none
	value    int  // … that has its value
	paths    bool // the key is the index of one of the paths that keys are
	cursor   bool // the body is an iterator
	line     bool // the members are lines of a stream
	words    bool // the members are parts of a text
}

// eachRows list the functions that are an each.
var eachRows = []struct {
	names
	each
}{
	{names{"github.com/tidwall/gjson", "Result", "ForEach"}, each{callback: 1, keys: none, key: 0, value: 1}},
	{names{"github.com/tidwall/gjson", "Result", "All"}, each{callback: none, keys: none, key: 0, value: 1}},
	{names{"github.com/tidwall/gjson", "Result", "Values"}, each{callback: none, keys: none, key: none, value: 0}},
	{names{"github.com/tidwall/gjson", "", "ForEachLine"}, each{callback: 1, keys: none, key: none, value: 0, line: true}},

	{names{"github.com/buger/jsonparser", "", "ObjectEach EachObject"}, each{callback: 1, keys: 2, key: 0, value: 1}},
	{names{"github.com/buger/jsonparser", "", "ArrayEach ArrayEachErr EachArray EachArrayErr"}, each{callback: 1, keys: 2, key: none, value: 0}},
	{names{"github.com/buger/jsonparser", "", "EachKey EachKeyErr"}, each{callback: 1, keys: 2, key: 0, value: 1, paths: true}},

	{names{"github.com/json-iterator/go", "*Iterator", "ReadObjectCB ReadMapCB"}, each{callback: 1, keys: none, key: 1, value: 0, cursor: true}},
	{names{"github.com/json-iterator/go", "*Iterator", "ReadArrayCB"}, each{callback: 1, keys: none, key: none, value: 0, cursor: true}},

	{names{"github.com/bytedance/sonic/ast", "*Node", "ForEach"}, each{callback: 1, keys: none, key: 0, value: 1}},
	{names{"strings", "", "Lines SplitSeq SplitAfterSeq FieldsSeq FieldsFuncSeq"}, each{callback: none, keys: none, key: none, words: true}},
	{names{"bytes", "", "Lines SplitSeq SplitAfterSeq FieldsSeq FieldsFuncSeq"}, each{callback: none, keys: none, key: none, words: true}},
	{names{"github.com/valyala/fastjson", "*Object", "Visit"}, each{callback: 1, keys: none, key: 0, value: 1}},
}

// member answers for path p of a parameter of a function that call, a library's, hands the members
// of a body to.
func (e *Engine) member(prm *ssa.Parameter, p *path, at ssa.Instruction, call ssa.CallInstruction) Set {
	if !call.Common().IsInvoke() { // for k, v := range seq
		if seq, ok := call.Common().Value.(*ssa.Call); ok {
			call = seq
		}
	}
	obj := program.Called(call.Common())
	if obj == nil {
		return nil
	}
	it := known(e.FullName(obj)).each
	if it == nil || slices.Index(prm.Parent().Params, prm) != it.value {
		return nil
	}
	args := program.Arguments(call.Common())
	if it.words {
		return words(e.value(args[0], nil, call, nil))
	}
	var from Set
	if it.cursor {
		from = e.position(args[0], call, nil)
	} else {
		from = e.bodies(args[it.body], call, nil)
	}
	if it.paths {
		return e.read(from, e.indexed(prm.Parent().Params[it.key], at, call, args[it.keys]), call, p)
	}
	if it.keys != none {
		c, ok := call.(*ssa.Call)
		if !ok {
			return nil
		}
		from = e.read(from, e.keyPaths(args[it.keys:], plain, c, nil), call, nil)
	}
	from = from.each(func(o *Origin) { o.Stream = o.Stream || it.line })
	if it.key == none {
		if !it.line {
			return e.read(from, []string{"*"}, call, p)
		}
		return e.read(from, []string{""}, call, p)
	}
	key := prm.Parent().Params[it.key]
	names := e.tested(key, at)
	if names != nil {
		return e.read(from, names, call, p)
	}
	return e.read(from, []string{"*"}, call, p).each(func(o *Origin) { o.member = key })
}

// tested returns the constants that value is known to be one of where at runs.
func (e *Engine) tested(value ssa.Value, at ssa.Instruction) []string {
	if at == nil || at.Parent() != value.Parent() {
		return nil
	}
	for _, g := range e.guards(at) {
		if g.value != value {
			continue
		}
		var names []string
		for _, c := range g.consts {
			if c.Kind() == constant.String {
				names = append(names, constant.StringVal(c))
			} else {
				names = append(names, c.ExactString())
			}
		}
		return names
	}
	return nil
}

// indexed returns the paths that a callback gets the value of, by what it knows of their index.
func (e *Engine) indexed(index ssa.Value, at ssa.Instruction, call ssa.CallInstruction, list ssa.Value) []string {
	if from := e.loaded(list); from != nil {
		list = from
	}
	items, ok := literalSlice(list)
	if !ok {
		return nil
	}
	var paths []string
	for _, item := range items {
		if from := e.loaded(item); from != nil {
			item = from
		}
		lists := e.keyLists(item, call, nil, 0)
		if len(lists) != 1 {
			return nil
		}
		paths = append(paths, strings.Join(lists[0], "."))
	}
	known := e.tested(index, at)
	if known == nil {
		return paths
	}
	var out []string
	for i, path := range paths {
		if slices.Contains(known, constant.MakeInt64(int64(i)).ExactString()) {
			out = append(out, path)
		}
	}
	return out
}

// loaded returns what v, a variable's value, was set to, if only once.
func (e *Engine) loaded(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok {
		return e.onlyStored(load.X)
	}
	return nil
}

// settle names the member that origins out of call's arguments are, where fn, which call passed
// them to, knows its key at the instruction at.
func (e *Engine) settle(s Set, fn *ssa.Function, call ssa.CallInstruction, at ssa.Instruction) Set {
	if !slices.ContainsFunc(s, func(o Origin) bool { return o.member != nil }) {
		return s
	}
	for _, prm := range fn.Params {
		arg := argument(call, prm)
		if arg == nil {
			continue
		}
		key := e.subject(arg)
		var out Set
		for _, o := range s {
			names := []string(nil)
			if o.member == key {
				names = e.tested(prm, at)
			}
			if names == nil {
				if o.member == key {
					o.member = prm
				}
				out = out.add(Set{o})
				continue
			}
			o.member = nil
			o.Part = o.Part || len(names) > 1
			base := strings.TrimSuffix(o.Path, "*")
			for _, name := range names {
				o.Path = base + name
				out = out.add(Set{o})
			}
		}
		s = out
	}
	return s
}

// ranged answers for path p of the value in a range over the map m: of the member whose key the
// loop's body has tested where at runs, else of any.
func (e *Engine) ranged(next *ssa.Next, m ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	for _, ref := range program.Uses(next) {
		if k, ok := ref.(*ssa.Extract); ok && k.Index == 1 {
			var s Set
			for _, name := range e.tested(k, at) {
				s = s.add(e.step(step{kind: key, name: name}, m, p, next, fr))
			}
			if s != nil {
				return s
			}
		}
	}
	return e.step(step{kind: elem}, m, p, next, fr)
}
