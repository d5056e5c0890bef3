package origin

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A getter reads a value, or a node that is read further, out of a body or another node.
type getter struct {
	body  int  // argument that holds the body or node
	keys  int  // first argument with keys, none if there are none
	style int  // how a key is written
	last  int  // the argument after the keys, 0 for the end
	many  bool // each key is a path of its own, and the result is a list
	any   bool // the result is one of the elements
}

const none = -1

// getterRows list the functions that are getters, by their first result.
var getterRows = []struct {
	names
	getter
}{
	{names{"github.com/tidwall/gjson", "", "Parse ParseBytes"}, getter{keys: none}},
	{names{"github.com/tidwall/gjson", "", "Get GetBytes"}, getter{keys: 1, style: dotted}},
	{names{"github.com/tidwall/gjson", "Result", "Get"}, getter{keys: 1, style: dotted}},
	{names{"github.com/tidwall/gjson", "", "GetMany GetManyBytes"}, getter{keys: 1, style: dotted, many: true}},

	{names{"github.com/buger/jsonparser", "", "Get GetInt GetUint64 GetFloat GetString GetUnsafeString"}, getter{keys: 1}},

	{names{"github.com/json-iterator/go", "", "Get"}, getter{keys: 1}},
	{names{"github.com/json-iterator/go", "API", "Get"}, getter{body: 1, keys: 2}},
	{names{"github.com/json-iterator/go", "Any", "Get"}, getter{keys: 1}},
	{names{"github.com/json-iterator/go", "", "Parse ParseBytes ParseString"}, getter{body: 1, keys: none}},
	{names{"github.com/json-iterator/go", "IteratorPool", "BorrowIterator"}, getter{body: 1, keys: none}},
	{names{"github.com/json-iterator/go", "*Iterator", "ResetBytes Reset"}, getter{body: 1, keys: none}},

	{names{"github.com/bytedance/sonic", "", "Get GetFromString GetCopyFromString"}, getter{keys: 1}},
	{names{"github.com/bytedance/sonic", "", "GetWithOptions"}, getter{keys: 2}},
	{names{"github.com/bytedance/sonic/ast", "", "NewRaw NewRawConcurrentRead NewSearcher NewParser NewParserObj"}, getter{keys: none}},
	{names{"github.com/bytedance/sonic/ast", "*Parser", "Parse"}, getter{keys: none}},
	{names{"github.com/bytedance/sonic/ast", "*Searcher", "GetByPath GetByPathCopy"}, getter{keys: 1}},
	{names{"github.com/bytedance/sonic/ast", "*Node", "Get GetByPath"}, getter{keys: 1}},
	{names{"github.com/bytedance/sonic/ast", "*Node", "IndexOrGet"}, getter{keys: 2}},
	{names{"github.com/bytedance/sonic/ast", "*Node", "Index"}, getter{keys: none, any: true}},

	{names{"github.com/goccy/go-json", "*Path", "Extract"}, getter{body: 1, keys: 0, last: 1, style: jsonPath, many: true}},

	{names{"github.com/valyala/fastjson", "", "Parse ParseBytes MustParse MustParseBytes"}, getter{keys: none}},
	{names{"github.com/valyala/fastjson", "*Parser", "Parse ParseBytes"}, getter{body: 1, keys: none}},
	{names{"github.com/valyala/fastjson", "", "GetInt GetFloat64 GetString GetBytes"}, getter{keys: 1}},
	{names{"github.com/valyala/fastjson", "*Value", "Get GetInt GetInt64 GetUint GetUint64 GetFloat64 GetStringBytes GetObject"}, getter{keys: 1}},
	{names{"github.com/valyala/fastjson", "*Object", "Get"}, getter{keys: 1}},

	{names{"github.com/Jeffail/gabs/v2", "", "ParseJSON ParseJSONBuffer ParseJSONDecoder"}, getter{keys: none}},
	{names{"github.com/Jeffail/gabs/v2", "*Container", "Path"}, getter{keys: 1, style: dotted}},
	{names{"github.com/Jeffail/gabs/v2", "*Container", "Search S"}, getter{keys: 1}},
	{names{"github.com/Jeffail/gabs/v2", "*Container", "JSONPointer"}, getter{keys: 1, style: pointer}},

	{names{"github.com/bitly/go-simplejson", "", "NewJson NewFromReader"}, getter{keys: none}},
	{names{"github.com/bitly/go-simplejson", "*Json", "Get GetPath CheckGet"}, getter{keys: 1}},
}

// get answers for path p of what a getter reads.
func (e *Engine) get(g getter, call *ssa.Call, args []ssa.Value, p *path, fr *frame) Set {
	if g.body >= len(args) || g.keys >= len(args) {
		return nil
	}
	paths := []string{""}
	switch {
	case g.any:
		paths = []string{"*"}
	case g.many && g.last == 0:
		list := e.keyLists(args[g.keys], call, fr, 0)
		if len(list) != 1 {
			return nil // which element is which cannot be told
		}
		return e.getMany(g, list[0], call, args, p, fr)
	case g.keys != none:
		last := g.last
		if last == 0 {
			last = len(args)
		}
		paths = e.keyPaths(args[g.keys:last], g.style, call, fr)
	}
	if g.many && p != nil && p.kind != field {
		p = p.tail
	}
	return e.read(e.bodies(args[g.body], call, fr), paths, call, p)
}

// Asked returns the paths that a call of a library's function asks the body v for; ok is false if it is no such call, or
// which paths these are cannot be told. All of the body has the path "".
func (e *Engine) Asked(call *ssa.Call, v ssa.Value) (paths []string, ok bool) {
	obj := program.Called(&call.Call)
	if obj == nil {
		return nil, false
	}
	g := known(e.FullName(obj)).getter
	args := program.Arguments(&call.Call)
	if g == nil || g.body >= len(args) || g.keys >= len(args) || args[g.body] != v || g.any || g.many {
		return nil, false
	}
	if g.keys == none {
		return []string{""}, true
	}
	last := g.last
	if last == 0 {
		last = len(args)
	}
	e.refuel()
	for _, path := range e.keyPaths(args[g.keys:last], g.style, call, nil) {
		paths = append(paths, normal(path, g.style))
	}
	return paths, len(paths) > 0
}

// indexStep is the step into a list at index: a constant one where a getter yields several results.
func (e *Engine) indexStep(list, index ssa.Value) step {
	call, isCall := list.(*ssa.Call)
	c, isConst := index.(*ssa.Const)
	if isCall && isConst {
		if obj := program.Called(call.Common()); obj != nil && e.yieldsMany(obj) {
			return step{kind: key, name: "#" + c.Value.ExactString()}
		}
	}
	return step{kind: elem}
}

func (e *Engine) yieldsMany(obj *types.Func) bool {
	g := known(e.FullName(obj)).getter
	return g != nil && g.many
}

// index returns the constant index that p starts with.
func (p *path) index() (int, bool) {
	if p == nil || p.kind != key || !strings.HasPrefix(p.name, "#") {
		return 0, false
	}
	n, err := strconv.Atoi(p.name[1:])
	return n, err == nil
}

// getMany answers for path p of a list of what stands at each of paths.
func (e *Engine) getMany(g getter, paths []string, call *ssa.Call, args []ssa.Value, p *path, fr *frame) Set {
	if p == nil {
		return nil
	}
	from := e.bodies(args[g.body], call, fr)
	for i := range paths {
		paths[i] = normal(paths[i], g.style)
	}
	if i, ok := p.index(); ok {
		if i >= len(paths) {
			return nil
		}
		paths = paths[i : i+1]
	}
	return e.read(from, paths, call, p.tail)
}

// read answers for path p of what call reads of the bodies from, at one of paths. What can be one of
// several is only a part of each: what it is compared with may be meant for another.
func (e *Engine) read(from Set, paths []string, call ssa.Instruction, p *path) Set {
	var s Set
	for _, path := range paths {
		for _, o := range from {
			o.Path = joinKeys(o.Path, path)
			o.Decode = call
			o.Part = len(paths) > 1
			if o, ok := o.inside(p); ok {
				s = s.add(Set{o})
			}
		}
	}
	return s
}

// inside returns the origin of the part at p of a node: a map, a list, or a struct that holds its text.
func (o Origin) inside(p *path) (Origin, bool) {
	for ; p != nil; p = p.tail {
		switch p.kind {
		case key:
			o.Path = joinKeys(o.Path, p.name)
		case elem:
			o.Path = joinKeys(o.Path, "*")
		case field:
			switch p.name {
			case "Str", "Num": // gjson.Result
			case "Raw": // with its quotes
				o.Part = true
			default:
				return o, false
			}
		case assert, as:
		default:
			return o, false
		}
	}
	return o, true
}

// bodies returns the parts of bodies that a library reads when it is given arg; a body that is not
// known if it cannot be told, and nothing if arg is no answer's body.
func (e *Engine) bodies(arg ssa.Value, at ssa.CallInstruction, fr *frame) Set {
	var s Set
	switch {
	case e.isResponse(arg.Type()):
		return ofAnswers(e.value(arg, nil, at, fr), Origin{Kind: Body})
	case isPointer(arg.Type()):
		s = e.memory(arg, nil, at, fr)
	default:
		s = e.value(arg, nil, at, fr)
	}
	s = e.expand(s, nil)
	if s.Has(Request) {
		return nil
	}
	body := s.filter(func(o Origin) bool { return o.Kind == Body })
	if len(body) == 0 {
		return Set{{Kind: Body}}
	}
	return body
}

// nodes are the types whose values are one part of a body, read on demand.
var nodes = map[string]bool{
	"github.com/tidwall/gjson.Result":      true,
	"github.com/json-iterator/go.Any":      true,
	"github.com/bytedance/sonic/ast.Node":  true,
	"github.com/valyala/fastjson.Value":    true,
	"github.com/Jeffail/gabs/v2.Container": true,
	"github.com/bitly/go-simplejson.Json":  true,
}

// IsNode reports whether t is, or points to, a node.
func IsNode(t types.Type) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	return ok && named.Obj().Pkg() != nil && nodes[named.Obj().Pkg().Path()+"."+named.Obj().Name()]
}

// nodeItself reports whether path p of a node is the value that it holds, not another node.
func nodeItself(p *path) bool {
	return p == nil || p.tail == nil && p.kind == field && (p.name == "Str" || p.name == "Num")
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}
