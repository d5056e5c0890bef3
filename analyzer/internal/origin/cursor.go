package origin

import (
	"go/constant"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Iterators and decoders that yield one token after the other stand at the member whose key was
// tested last.

// cursorReads are the methods that read the value at an iterator's place, cursorKeys those that
// yield the key of the next member.
var (
	cursorReads = []names{
		{"github.com/json-iterator/go", "*Iterator", "Read ReadAny ReadInt ReadInt8 ReadInt16 ReadInt32 ReadInt64 ReadUint ReadUint8"},
		{"github.com/json-iterator/go", "*Iterator", "ReadUint16 ReadUint32 ReadUint64 ReadFloat32 ReadFloat64 ReadNumber ReadString ReadStringAsSlice SkipAndReturnBytes"},
		{"encoding/json", "*Decoder", "Token"},
	}
	cursorKeys = []names{
		{"github.com/json-iterator/go", "*Iterator", "ReadObject"},
		{"encoding/json", "*Decoder", "Token"},
	}
)

// position returns what an iterator reads next at the instruction at: the members whose keys were
// tested on the way, below what the iterator was made of.
func (e *Engine) position(it ssa.Value, at ssa.CallInstruction, fr *frame) Set {
	var s Set
	places := e.places(it, at, fr, 0)
	for _, o := range e.bodies(it, at, fr) {
		base := o.Path
		for _, place := range places {
			o.Path = joinKeys(base, place)
			s = s.add(Set{o})
		}
	}
	return s
}

// places returns the keys that were tested, the outermost first, in the function and in those that
// hand the iterator to it: one place for each way.
func (e *Engine) places(it ssa.Value, at ssa.CallInstruction, fr *frame, depth int) []string {
	root, _ := e.locate(it)
	place := e.place(root, at)
	prm, ok := root.(*ssa.Parameter)
	if !ok || depth > maxFrames || len(e.lends[prm.Parent()]) > 0 {
		return []string{place}
	}
	outer := func(call ssa.CallInstruction, fr *frame) (places []string) {
		if arg := argument(call, prm); arg != nil {
			for _, base := range e.places(arg, call, fr, depth+1) {
				places = append(places, joinKeys(base, place))
			}
		}
		return places
	}
	if fr != nil && fr.fn == prm.Parent() && fr.call != nil {
		return outer(fr.call, fr.parent)
	}
	var places []string
	for _, call := range e.Callers(prm.Parent()) {
		for _, p := range outer(call, nil) {
			if !slices.Contains(places, p) && len(places) < maxKeyPaths {
				places = append(places, p)
			}
		}
	}
	if places == nil {
		return []string{place}
	}
	return places
}

// place returns the keys of the iterator root that the function has tested.
func (e *Engine) place(root ssa.Value, at ssa.Instruction) string {
	place := ""
	var seen []ssa.Value
	for _, g := range e.guards(at) {
		if len(g.consts) != 1 || g.consts[0].Kind() != constant.String || slices.Contains(seen, g.value) || !e.isKey(g.value, root, nil) {
			continue
		}
		seen = append(seen, g.value)
		place = joinKeys(constant.StringVal(g.consts[0]), place)
	}
	if place == "" && e.keyRead(root, at) {
		return "*"
	}
	return place
}

// keyRead reports whether a token was read from the decoder root, as a string, on the way to at: the key
// of the member that comes next.
func (e *Engine) keyRead(root ssa.Value, at ssa.Instruction) bool {
	for _, ref := range program.Uses(root) {
		call, ok := ref.(*ssa.Call)
		if !ok || !call.Block().Dominates(at.Block()) || !e.isKey(call, root, nil) {
			continue
		}
		for _, r := range program.Uses(call) {
			token, ok := r.(*ssa.Extract)
			if !ok || token.Index != 0 {
				continue
			}
			for _, use := range program.Uses(token) {
				if as, ok := use.(*ssa.TypeAssert); ok && isText(as.AssertedType) {
					return true
				}
			}
		}
	}
	return false
}

// isKey reports whether v is a key that was read from the iterator.
func (e *Engine) isKey(v, iterator ssa.Value, seen []ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		obj := program.Called(v.Common())
		if obj == nil || !known(e.FullName(obj)).readsKey {
			return false
		}
		root, _ := e.locate(v.Call.Args[0])
		return root == iterator
	case *ssa.Phi:
		if slices.Contains(seen, ssa.Value(v)) {
			return true
		}
		for _, edge := range v.Edges {
			if !e.isKey(e.subject(edge), iterator, append(seen, v)) {
				return false
			}
		}
		return true
	}
	return false
}
