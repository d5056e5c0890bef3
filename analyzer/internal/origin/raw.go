package origin

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// someMember reports whether o is a member of a body, or a part of one, of which no more is known.
func someMember(o Origin) bool {
	return o.Path == "*" || o.Path == "" && o.Answer == nil && o.Decode == nil
}

// isRaw reports whether v, which a decoder reads, is a json.RawMessage (also as bytes or a reader) that
// is not known to be another member than "error".
func isRaw(v ssa.Value, fr *frame) bool {
	for range maxSource {
		if named, ok := types.Unalias(v.Type()).(*types.Named); ok && named.Obj().Name() == "RawMessage" && isBytes(named) {
			key := memberKey(v)
			return key == "" || strings.EqualFold(key, PathError)
		}
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Call: // bytes.NewReader(raw), json.NewDecoder(…)
			if len(x.Call.Args) != 1 {
				return false
			}
			v = x.Call.Args[0]
		case *ssa.Parameter:
			if fr == nil || fr.fn != x.Parent() || fr.call == nil {
				return false
			}
			arg := argument(fr.call, x)
			if arg == nil {
				return false
			}
			v, fr = arg, fr.parent
		default:
			return false
		}
	}
	return false
}

const maxSource = 12 // forms of the bytes that a decoder reads

// memberKey returns the key that v was looked up by, in a map or as a tagged field; "" if there is none.
func memberKey(v ssa.Value) string {
	tag := func(t types.Type, i int) string {
		name, _, _ := strings.Cut(reflect.StructTag(program.StructOf(t).Tag(i)).Get("json"), ",")
		return name
	}
	switch x := v.(type) {
	case *ssa.Extract:
		if look, ok := x.Tuple.(*ssa.Lookup); ok {
			return memberKey(look)
		}
	case *ssa.Lookup:
		if c := constOf(x.Index); c != nil {
			return strings.Trim(c.ExactString(), `"`)
		}
	case *ssa.Field:
		return tag(x.X.Type(), x.Field)
	case *ssa.UnOp:
		if addr, ok := x.X.(*ssa.FieldAddr); ok {
			return tag(addr.X.Type(), addr.Field)
		}
	}
	return ""
}
