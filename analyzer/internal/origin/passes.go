package origin

import "go/types"

// A pass says how a function of a library hands on what it is given.
type pass struct {
	fold byte // letter case that it leaves: 'l' or 'u'
	line bool // one line of a stream
}

// passRows lists library functions whose first result is one of their operands in another form.
// Functions of packages in passing that are not listed yield a part of their operands.
var passRows = []struct {
	names
	pass
}{
	{names{"io", "", "ReadAll NopCloser LimitReader TeeReader MultiReader"}, pass{}},
	{names{"io/ioutil", "", "ReadAll NopCloser"}, pass{}},
	{names{"net/http", "", "MaxBytesReader"}, pass{}},
	{names{"bufio", "", "NewReader NewReaderSize NewScanner"}, pass{}},
	{names{"bufio", "*Scanner", "Bytes Text"}, pass{line: true}},
	{names{"bufio", "*Reader", "ReadBytes ReadString ReadLine ReadSlice"}, pass{line: true}},
	{names{"bytes", "", "NewReader NewBuffer NewBufferString Clone TrimSpace"}, pass{}},
	{names{"bytes", "", "Split"}, pass{line: true}},
	{names{"bytes", "", "ToLower"}, pass{fold: 'l'}},
	{names{"bytes", "", "ToUpper"}, pass{fold: 'u'}},
	{names{"bytes", "*Buffer", "Bytes String"}, pass{}},
	{names{"strings", "", "NewReader TrimSpace Clone"}, pass{}},
	{names{"strings", "", "ToLower"}, pass{fold: 'l'}},
	{names{"strings", "", "ToUpper"}, pass{fold: 'u'}},
	{names{"strings", "*Builder", "String"}, pass{}},
	{names{"strconv", "", "Atoi Itoa ParseInt ParseUint ParseFloat FormatInt FormatUint FormatFloat Unquote"}, pass{}},
	{names{"encoding/json", "", "NewDecoder"}, pass{}},
	{names{"encoding/json", "*Decoder", "Buffered"}, pass{}},
	{names{"encoding/json", "Number", "String Int64 Float64"}, pass{}},
	{names{"encoding/json/jsontext", "", "NewDecoder"}, pass{}},
	{names{"fmt", "", "Sprint"}, pass{}},
	{names{"cmp", "", "Or"}, pass{}},
	{names{"sync", "", "OnceFunc OnceValue OnceValues"}, pass{}},
	{names{"slices", "", "Clone Values All Backward Collect Sorted SortedFunc SortedStableFunc Compact CompactFunc Insert Concat AppendSeq"}, pass{}},
	{names{"maps", "", "Clone All Collect Values"}, pass{}},
	{names{"math", "", "Trunc Round Floor"}, pass{}},
	{names{"compress/gzip", "", "NewReader"}, pass{}},

	{names{"github.com/tidwall/gjson", "Result", "Int Uint Float String Value Map Array"}, pass{}},
	{names{"github.com/buger/jsonparser", "", "ParseInt ParseFloat ParseString Unescape StringToBytes"}, pass{}},
	{names{"github.com/json-iterator/go", "Any", "ToInt ToInt32 ToInt64 ToUint ToUint32 ToUint64 ToFloat32 ToFloat64 ToString GetInterface MustBeValid"}, pass{}},
	{names{"github.com/json-iterator/go", "", "NewDecoder"}, pass{}},
	{names{"github.com/json-iterator/go", "API", "NewDecoder"}, pass{}},
	{names{"github.com/bytedance/sonic", "API", "NewDecoder"}, pass{}},
	{names{"github.com/bytedance/sonic/ast", "*Node", "Int64 StrictInt64 Float64 StrictFloat64 Number StrictNumber String StrictString Raw"}, pass{}},
	{names{"github.com/bytedance/sonic/ast", "*Node", "Map MapUseNumber MapUseNode Array ArrayUseNumber ArrayUseNode Interface InterfaceUseNumber InterfaceUseNode"}, pass{}},
	{names{"github.com/goccy/go-json", "", "NewDecoder CreatePath"}, pass{}},
	{names{"github.com/go-json-experiment/json/jsontext", "", "NewDecoder"}, pass{}},
	{names{"github.com/segmentio/encoding/json", "", "NewDecoder"}, pass{}},

	{names{"github.com/valyala/fastjson", "*Value", "Int Int64 Uint Uint64 Float64 StringBytes Object Array"}, pass{}},
	{names{"github.com/Jeffail/gabs/v2", "*Container", "Data ChildrenMap Children"}, pass{}},
	{names{"github.com/bitly/go-simplejson", "*Json", "Int Int64 Uint64 Float64 String Map Array Interface"}, pass{}},
	{names{"github.com/bitly/go-simplejson", "*Json", "MustInt MustInt64 MustUint64 MustFloat64 MustString MustMap"}, pass{}},
	{names{"github.com/spf13/cast", "", "ToInt ToInt64 ToInt32 ToUint ToUint64 ToFloat64 ToString ToStringMap ToStringMapE ToIntE ToInt64E ToFloat64E ToStringE"}, pass{}},
}

// passing are the packages whose functions only transform their operands.
var passing = map[string]bool{
	"strings": true, "bytes": true, "strconv": true, "bufio": true, "io": true, "fmt": true,
	"compress/gzip": true, "math": true, "unicode/utf8": true, "html": true, "net/url": true,
}

// readsOn reports whether fn, of a library, makes a reader or a decoder of another form on top of a reader, by the
// names that such functions have everywhere: what unpacks, what knows another notation than JSON.
func readsOn(fn *types.Func) bool {
	sig := fn.Signature()
	return sig.Recv() == nil && (fn.Name() == "NewReader" || fn.Name() == "NewDecoder") && sig.Params().Len() > 0 && IsReader(sig.Params().At(0).Type())
}
