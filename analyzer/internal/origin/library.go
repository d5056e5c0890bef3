package origin

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A pass says how a function of a library hands on what it is given.
type pass struct {
	whole bool // the value itself, not a part of it
	fold  byte // letter case that it leaves: 'l' or 'u'
	line  bool // one line of a stream
}

// passes lists library functions whose first result is one of their operands in another form.
// Functions of packages in passing that are not listed yield a part of their operands.
var passes = map[string]pass{
	"io.ReadAll":                              {whole: true},
	"io/ioutil.ReadAll":                       {whole: true},
	"io.NopCloser":                            {whole: true},
	"io.LimitReader":                          {whole: true},
	"io.TeeReader":                            {whole: true},
	"io.MultiReader":                          {whole: true},
	"net/http.MaxBytesReader":                 {whole: true},
	"bufio.NewReader":                         {whole: true},
	"bufio.NewReaderSize":                     {whole: true},
	"bufio.NewScanner":                        {whole: true},
	"(*bufio.Scanner).Bytes":                  {whole: true, line: true},
	"(*bufio.Scanner).Text":                   {whole: true, line: true},
	"(*bufio.Reader).ReadBytes":               {whole: true, line: true},
	"(*bufio.Reader).ReadString":              {whole: true, line: true},
	"(*bufio.Reader).ReadLine":                {whole: true, line: true},
	"(*bufio.Reader).ReadSlice":               {whole: true, line: true},
	"bytes.NewReader":                         {whole: true},
	"bytes.NewBuffer":                         {whole: true},
	"bytes.NewBufferString":                   {whole: true},
	"bytes.Clone":                             {whole: true},
	"bytes.TrimSpace":                         {whole: true},
	"bytes.Split":                             {whole: true, line: true},
	"bytes.Lines":                             {whole: true, line: true},
	"bytes.SplitSeq":                          {whole: true, line: true},
	"strings.Lines":                           {whole: true, line: true},
	"(*bytes.Buffer).Bytes":                   {whole: true},
	"(*bytes.Buffer).String":                  {whole: true},
	"(*strings.Builder).String":               {whole: true},
	"strings.NewReader":                       {whole: true},
	"strings.TrimSpace":                       {whole: true},
	"strings.Clone":                           {whole: true},
	"strings.ToLower":                         {whole: true, fold: 'l'},
	"strings.ToUpper":                         {whole: true, fold: 'u'},
	"bytes.ToLower":                           {whole: true, fold: 'l'},
	"bytes.ToUpper":                           {whole: true, fold: 'u'},
	"strconv.Atoi":                            {whole: true},
	"strconv.Itoa":                            {whole: true},
	"strconv.ParseInt":                        {whole: true},
	"strconv.ParseUint":                       {whole: true},
	"strconv.ParseFloat":                      {whole: true},
	"strconv.FormatInt":                       {whole: true},
	"strconv.FormatUint":                      {whole: true},
	"strconv.FormatFloat":                     {whole: true},
	"encoding/json.NewDecoder":                {whole: true},
	"(*encoding/json.Decoder).Buffered":       {whole: true},
	"(encoding/json.Number).String":           {whole: true},
	"(encoding/json.Number).Int64":            {whole: true},
	"(encoding/json.Number).Float64":          {whole: true},
	"encoding/json/jsontext.NewDecoder":       {whole: true},
	"fmt.Sprint":                              {whole: true},
	"cmp.Or":                                  {whole: true},
	"slices.Clone":                            {whole: true},
	"math.Trunc":                              {whole: true},
	"math.Round":                              {whole: true},
	"math.Floor":                              {whole: true},
	"maps.Clone":                              {whole: true},
	"slices.Values":                           {whole: true},
	"compress/gzip.NewReader":                 {whole: true},
	"github.com/goccy/go-json.NewDecoder":     {whole: true},
	"github.com/json-iterator/go.NewDecoder":  {whole: true},
	"github.com/tidwall/gjson.ParseBytes":     {whole: true},
	"github.com/tidwall/gjson.Parse":          {whole: true},
	"(github.com/tidwall/gjson.Result).Int":   {whole: true},
	"(github.com/tidwall/gjson.Result).Uint":  {whole: true},
	"(github.com/tidwall/gjson.Result).Float": {whole: true},
	"(github.com/tidwall/gjson.Result).Str":   {whole: true},
	"(github.com/tidwall/gjson.Result).Value": {whole: true},
	"(github.com/tidwall/gjson.Result).String": {
		whole: true},
}

// passing are the packages whose functions only transform their operands.
var passing = map[string]bool{
	"strings": true, "bytes": true, "strconv": true, "bufio": true, "io": true, "fmt": true,
	"compress/gzip": true, "math": true, "unicode/utf8": true, "html": true, "net/url": true,
}

// decoders are the packages whose Unmarshal… and Decode… functions read JSON as encoding/json does.
var decoders = map[string]bool{
	"encoding/json":                               true,
	"encoding/json/v2":                            true,
	"github.com/goccy/go-json":                    true,
	"github.com/json-iterator/go":                 true,
	"github.com/bytedance/sonic":                  true,
	"github.com/bytedance/sonic/decoder":          true,
	"github.com/segmentio/encoding/json":          true,
	"github.com/go-json-experiment/json":          true,
	"github.com/bytedance/sonic/internal/encoder": true,
}

// A getter reads one value out of a body by a path of keys.
type getter struct {
	body  int  // index of the argument that holds the body (or a part of it)
	keys  int  // index of the first argument with keys
	dots  bool // one string, the keys joined by dots (gjson); else one key a string
	index int  // result that holds the value
}

var getters = map[string]getter{
	"github.com/tidwall/gjson.GetBytes":                {body: 0, keys: 1, dots: true},
	"github.com/tidwall/gjson.Get":                     {body: 0, keys: 1, dots: true},
	"(github.com/tidwall/gjson.Result).Get":            {body: 0, keys: 1, dots: true},
	"github.com/buger/jsonparser.Get":                  {body: 0, keys: 1},
	"github.com/buger/jsonparser.GetInt":               {body: 0, keys: 1},
	"github.com/buger/jsonparser.GetFloat":             {body: 0, keys: 1},
	"github.com/buger/jsonparser.GetString":            {body: 0, keys: 1},
	"github.com/buger/jsonparser.GetUnsafeString":      {body: 0, keys: 1},
	"github.com/json-iterator/go.Get":                  {body: 0, keys: 1},
	"(github.com/json-iterator/go.Any).Get":            {body: 0, keys: 1},
	"(github.com/json-iterator/go.API).Get":            {body: 1, keys: 2},
	"github.com/bytedance/sonic.Get":                   {body: 0, keys: 1},
	"github.com/bytedance/sonic.GetFromString":         {body: 0, keys: 1},
	"(*github.com/bytedance/sonic/ast.Node).Get":       {body: 0, keys: 1},
	"(*github.com/bytedance/sonic/ast.Node).GetByPath": {body: 0, keys: 1},
	"(*github.com/tidwall/gjson.Result).Get":           {body: 0, keys: 1, dots: true},
}

// A response is a type that holds an answer, and how it is read.
type response struct {
	status map[string]bool // fields and methods that yield the HTTP status as a number
	text   map[string]bool // … as text ("404 Not Found")
	body   map[string]bool // … the body
}

var (
	restyResponse = &response{
		status: set("StatusCode"),
		text:   set("Status"),
		body:   set("Body", "String", "RawBody", "Bytes"),
	}
	responses = map[string]*response{
		"net/http.Response": {
			status: set("StatusCode"),
			text:   set("Status"),
			body:   set("Body"),
		},
		"github.com/go-resty/resty/v2.Response": restyResponse,
		"resty.dev/v3.Response":                 restyResponse,
		"github.com/imroc/req/v3.Response": {
			status: set("StatusCode", "GetStatusCode"),
			text:   set("Status", "GetStatus"),
			body:   set("Body", "Bytes", "String", "ToBytes", "ToString"),
		},
		"github.com/valyala/fasthttp.Response": {
			status: set("StatusCode"),
			body:   set("Body", "BodyStream", "BodyUncompressed", "BodyGunzip"),
		},
	}
)

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// responseOf returns how a value of type t holds an answer, or nil.
func responseOf(t types.Type) *response {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	return responses[named.Obj().Pkg().Path()+"."+named.Obj().Name()]
}

// IsResponse reports whether t is net/http's response, or a library's.
func IsResponse(t types.Type) bool { return responseOf(t) != nil }

func (e *Engine) isResponse(t types.Type) bool { return responseOf(t) != nil }

// responseField answers for a field of a response.
func (e *Engine) responseField(v ssa.Value, p *path, at ssa.Instruction, fr *frame) (Set, bool) {
	if p.name == "Body" && isServerRequest(v.Type()) {
		return Set{{Kind: Request}}, true
	}
	if responseOf(v.Type()) == nil {
		return nil, false
	}
	return responsePart(v.Type(), p, e.value(v, nil, at, fr))
}

// isServerRequest reports whether t is net/http's request, whose body nobody but a server reads.
func isServerRequest(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Request" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "net/http"
}

// responsePart answers for the field that p names of an answer of type t; from tells which answer.
func responsePart(t types.Type, p *path, from Set) (Set, bool) {
	r := responseOf(t)
	if r == nil || p == nil || p.kind != field {
		return nil, false
	}
	return r.part(p.name, from)
}

func (r *response) part(name string, from Set) (Set, bool) {
	var o Origin
	switch {
	case r.status[name]:
		o = Origin{Kind: HTTP}
	case r.text[name]:
		o = Origin{Kind: HTTP, Part: true}
	case r.body[name]:
		o = Origin{Kind: Body}
	default:
		return nil, false
	}
	var s Set
	for _, a := range from {
		if a.Kind == Response {
			o.Answer, o.Held = a.Answer, a.Held
			s = s.add(Set{o})
		}
	}
	if s == nil {
		s = Set{o}
	}
	return s, true
}

// library answers for result i of a call of a library function that is known.
func (e *Engine) library(call *ssa.Call, i int, p *path, fr *frame) (Set, bool) {
	obj := calledObject(call.Common())
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg {
		return nil, false
	}
	name := e.fullName(obj)
	args := arguments(call.Common())
	if recv := obj.Signature().Recv(); recv != nil && len(args) > 0 {
		if r := responseOf(recv.Type()); r != nil {
			return r.part(obj.Name(), e.value(args[0], nil, call, fr))
		}
	}
	if p != nil && (p.kind == assert || p.kind == as) {
		if wraps(obj) || name == "errors.Unwrap" || name == "context.Cause" {
			return e.operands(call, args, p, fr), true
		}
	}
	if name == "errors.AsType" && i == 0 {
		return e.step(step{kind: as, typ: e.intern(resultType(call, 0))}, args[0], p, call, fr), true
	}
	if g, ok := getters[name]; ok {
		if i != g.index {
			return nil, true
		}
		return e.get(g, call, args, fr), true
	}
	if i != 0 {
		return nil, false
	}
	how, listed := passes[name]
	if !listed && !passing[obj.Pkg().Path()] && !strings.HasPrefix(obj.Pkg().Path(), "github.com/tidwall/gjson") {
		return nil, false
	}
	if listed && how.whole || name == "fmt.Sprintf" && plainFormat(args[0]) {
		if name == "fmt.Sprintf" {
			args = args[1:]
		}
		return e.operands(call, args, p, fr).each(func(o *Origin) {
			if how.fold != 0 {
				o.Fold = how.fold
			}
			o.Stream = o.Stream || how.line && o.Kind == Body
		}), true
	}
	if b, ok := resultType(call, 0).Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		return nil, true
	}
	from := e.operands(call, args, p, fr).filter(notConst)
	if obj.Pkg().Path() == "fmt" || obj.Name() == "Join" {
		return e.composed(from).add(Set{{Kind: Made}}), true
	}
	return e.part(from).add(Set{{Kind: Made}}), true
}

// operands joins what the arguments are: values, what buffers hold, the elements of a variadic slice.
func (e *Engine) operands(call *ssa.Call, args []ssa.Value, p *path, fr *frame) Set {
	var s Set
	for _, arg := range args {
		switch arg.Type().Underlying().(type) {
		case *types.Slice:
			if !isBytes(arg.Type()) {
				s = s.add(e.step(step{kind: elem}, arg, p, call, fr))
				continue
			}
			s = s.add(e.value(arg, p, call, fr))
		case *types.Pointer:
			s = s.add(e.memory(arg, p, call, fr))
		default:
			s = s.add(e.value(arg, p, call, fr))
		}
	}
	return s
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// plainFormat reports whether a format has one verb and nothing else.
func plainFormat(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return false
	}
	switch constant.StringVal(c.Value) {
	case "%d", "%v", "%s":
		return true
	}
	return false
}

// get answers for a value read by its keys.
func (e *Engine) get(g getter, call *ssa.Call, args []ssa.Value, fr *frame) Set {
	if g.keys >= len(args) {
		return nil
	}
	keys, ok := e.keys(args[g.keys:], g.dots, call, fr)
	if !ok {
		return nil
	}
	from := e.operands(call, args[g.body:g.body+1], nil, fr).filter(func(o Origin) bool { return o.Kind == Body })
	if len(from) == 0 {
		from = Set{{Kind: Body}}
	}
	return from.each(func(o *Origin) {
		o.Path = joinKeys(o.Path, keys)
		o.Decode = call
	})
}

// keys returns the constant keys of a getter, joined by dots.
func (e *Engine) keys(args []ssa.Value, dots bool, call *ssa.Call, fr *frame) (string, bool) {
	var parts []string
	for _, arg := range args {
		var from Set
		if _, isSlice := arg.Type().Underlying().(*types.Slice); isSlice {
			list, ok := literalSlice(arg)
			if !ok {
				return "", false
			}
			for _, v := range list {
				from = append(from, e.value(v, nil, call, fr)...)
			}
		} else {
			from = e.value(arg, nil, call, fr)
		}
		for _, o := range from {
			if o.Kind != Const || o.Const.Value.Kind() != constant.String {
				return "", false
			}
			parts = append(parts, constant.StringVal(o.Const.Value))
		}
	}
	return strings.ToLower(strings.Join(parts, ".")), len(parts) > 0
}

// literalSlice returns the elements of a slice that is made in place (the operands of a
// variadic call), in order.
func literalSlice(v ssa.Value) ([]ssa.Value, bool) {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil, false
	}
	array, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil, false
	}
	var out []ssa.Value
	for _, ref := range *array.Referrers() {
		slot, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, r := range *slot.Referrers() {
			if st, ok := r.(*ssa.Store); ok {
				out = append(out, st.Val)
			}
		}
	}
	return out, true
}

func joinKeys(base, keys string) string {
	switch {
	case base == "":
		return keys
	case keys == "":
		return base
	}
	return base + "." + keys
}

// fullName is obj.FullName, remembered: "strings.ToLower", "(*bufio.Scanner).Bytes".
func (e *Engine) fullName(obj *types.Func) string {
	if name, ok := e.names[obj]; ok {
		return name
	}
	name := obj.FullName()
	e.names[obj] = name
	return name
}
