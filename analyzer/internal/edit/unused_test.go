package edit

import (
	"go/ast"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// A fix replaces old by new wherever the source of a test says «old|new».
func fixOf(t *testing.T, source string) (f *File, fix []analysis.TextEdit, dropped []*ast.Ident) {
	t.Helper()
	var plain strings.Builder
	type mark struct {
		from, to int
		text     string
	}
	var marks []mark
	for {
		before, rest, found := strings.Cut(source, "«")
		plain.WriteString(before)
		if !found {
			break
		}
		old, rest, _ := strings.Cut(rest, "|")
		text, rest, _ := strings.Cut(rest, "»")
		marks = append(marks, mark{plain.Len(), plain.Len() + len(old), text})
		plain.WriteString(old)
		source = rest
	}
	f = load(t, plain.String())
	for _, m := range marks {
		pos, end := f.tok.Pos(m.from), f.tok.Pos(m.to)
		fix = append(fix, f.Replace(pos, end, m.text))
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && pos <= id.Pos() && id.End() <= end {
				dropped = append(dropped, id)
			}
			return true
		})
	}
	return f, fix, dropped
}

// wrap makes a file of the body of a function that may use what the tests need.
func wrap(body string) string {
	body = "\t" + strings.ReplaceAll(strings.TrimSpace(body), "\n", "\n\t")
	body = strings.ReplaceAll(body, "\n\t\n", "\n\n")
	return `package p

type envelope struct {
	Error struct {
		Status int
		Code   string
	}
}

func get() (int, error) { return 0, nil }

func send(env *envelope, real int, c chan int, err error, v any, m map[string]int) {
` + body + "\n}\n"
}

func TestRemoveUnused(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"statement", `
status := env.Error.Status
if «status|real» == 404 {
}`, `
if real == 404 {
}`},
		{"statement between blank lines", `
print(1)

status := env.Error.Status

if «status|real» == 404 {
}`, `
print(1)

if real == 404 {
}`},
		{"statement below the brace", `
{
	status := env.Error.Status

	print(«status|real»)
}`, `
{
	print(real)
}`},
		{"chain of locals", `
inner := env.Error

status := inner.Status

if «status|real» == 404 {
}`, `
if real == 404 {
}`},
		{"still used", `
status := env.Error.Status
print(status, «status|real»)`, `
status := env.Error.Status
print(status, real)`},
		{"only assigned to besides", `
status := 0
status = env.Error.Status
print(«status|real»)
status, _ = 1, 2`, `
print(real)
_ = 2`},
		{"used by its own assignment", `
status := 0
status = status + 1
print(«status|real»)`, `
status := 0
status = status + 1
print(real)`},
		{"call", `
status := len(c) + <-c
print(«status|real»)`, `
_ = len(c) + <-c
print(real)`},
		{"conversion", `
status := int64(env.Error.Status)
print(«status|real»)`, `
print(real)`},
		{"first of a call's results", `
status, err := get()
print(«status|real», err)`, `
_, err = get()
print(real, err)`},
		{"first of a call's results, second new", `
status, fail := get()
print(«status|real», fail)`, `
_, fail := get()
print(real, fail)`},
		{"all of a call's results", `
status, fail := get()
print(«status|real», «fail|err»)`, `
_, _ = get()
print(real, err)`},
		{"one of a pair", `
status, code := env.Error.Status, env.Error.Code
print(«status|real», code)`, `
code := env.Error.Code
print(real, code)`},
		{"look-up", `
status, ok := m["status"]
print(«status|real», «ok|true»)`, `
print(real, true)`},
		{"look-up, half used", `
status, ok := m["status"]
print(«status|real», ok)`, `
_, ok := m["status"]
print(real, ok)`},
		{"init of an if", `
if status := env.Error.Status; «status|real» == 404 {
} else if status := env.Error.Status; «status|real» == 429 {
}`, `
if real == 404 {
} else if real == 429 {
}`},
		{"init of a switch", `
switch status := env.Error.Status; «status|real» {
}
switch status := env.Error.Status; {
case «status|real» == 404:
}`, `
switch real {
}
switch {
case real == 404:
}`},
		{"init of an if with a call", `
if status, err := get(); «status|real» == 404 && err == nil {
}`, `
if _, err := get(); real == 404 && err == nil {
}`},
		{"declaration", `
var status = env.Error.Status
print(«status|real»)`, `
print(real)`},
		{"declaration and assignment", `
var status int
status = env.Error.Status
print(«status|real»)`, `
print(real)`},
		{"declaration with a call", `
var status = <-c
print(«status|real»)`, `
_ = <-c
print(real)`},
		{"declaration of two", `
var status, other int
print(«status|real», other)`, `
var _, other int
print(real, other)`},
		{"declaration in parentheses", `
var (
	status = env.Error.Status
)
print(«status|real»)`, `
var (
	_ = env.Error.Status
)
print(real)`},
		{"range", `
for key, value := range m {
	print(«key|0», «value|0»)
}
for key, value := range m {
	print(key, «value|0»)
}
for key, value := range m {
	print(«key|0», value)
}
for key := range m {
	print(«key|0»)
}`, `
for range m {
	print(0, 0)
}
for key := range m {
	print(key, 0)
}
for _, value := range m {
	print(0, value)
}
for range m {
	print(0)
}`},
		{"receive", `
select {
case status := <-c:
	print(«status|real»)
case status, ok := <-c:
	print(«status|real», ok)
}`, `
select {
case <-c:
	print(real)
case _, ok := <-c:
	print(real, ok)
}`},
		{"type switch", `
switch x := v.(type) {
case int:
	print(«x|real»)
case string:
}`, `
switch v.(type) {
case int:
	print(real)
case string:
}`},
		{"type switch, used elsewhere", `
switch x := v.(type) {
case int:
	print(«x|real»)
case string:
	print(x)
}`, `
switch x := v.(type) {
case int:
	print(real)
case string:
	print(x)
}`},
		{"comment above and behind", `
// The status of the body.
status := env.Error.Status // not to be trusted
print(«status|real»)`, `
// The status of the body.
// not to be trusted
print(real)`},
		{"function literal", `
status := func() int { return <-c }
print(«status()|real»)`, `
print(real)`},
		{"parameter", `
print(«real|404»)`, `
print(404)`},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "_"), func(t *testing.T) {
			for _, newline := range []string{"\n", "\r\n"} {
				f, fix, dropped := fixOf(t, strings.ReplaceAll(wrap(test.body), "\n", newline))
				edits, ok := removeUnused(f, dropped)
				if !ok {
					t.Fatal("not removed")
				}
				want := strings.ReplaceAll(wrap(test.want), "\n", newline)
				if got := apply(t, f, fix, edits); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			}
		})
	}
}

func TestRemoveUnusedGivesUp(t *testing.T) {
	for name, body := range map[string]string{
		"comment inside":    "status := env. /* why */ Error.Status\nprint(«status|real»)",
		"comment in a init": "if status := env.Error.Status; /* why */ «status|real» == 404 {\n}",
		"label":             "goto L\nL:\n\treal = <-c\n\tfunc() {\n\tM:\n\t\tstatus := real\n\t\tprint(«status|0»)\n\t\tgoto M\n\t}()",
		"loop":              "for status := env.Error.Status; «status|real» == 404; {\n}",
		"group":             "var (\n\tstatus = env.Error.Status\n\tother int\n)\nprint(«status|real», other)",
		"one line":          "func() { status := real; print(«status|0») }()",
	} {
		f, _, dropped := fixOf(t, wrap(body))
		if edits, ok := removeUnused(f, dropped); ok {
			t.Errorf("%s: removed by %d edits", name, len(edits))
		}
	}
}

func TestRemoveUnusedKeepsWhatNewTextUses(t *testing.T) {
	f, fix, dropped := fixOf(t, wrap("status := env.Error.Status\nprint(«status|-status»)"))
	edits, ok := removeUnused(f, dropped, f.info.Uses[dropped[0]])
	if !ok || len(edits) > 0 {
		t.Errorf("%d edits, ok = %v", len(edits), ok)
	}
	apply(t, f, fix, edits)
}

func TestRemoveUnusedImports(t *testing.T) {
	const tail = "\nvar x = «strings.ToLower(\"A\")|\"a\"»\n"
	for _, test := range []struct{ name, source, want string }{
		{"block", "import (\n\t\"io\"\n\t\"strings\"\n)\n\nvar y io.Reader\n", "import (\n\t\"io\"\n)\n\nvar y io.Reader\n"},
		{"group of its own", "import (\n\t\"strings\"\n\n\t\"io\"\n)\n\nvar y io.Reader\n", "import (\n\t\"io\"\n)\n\nvar y io.Reader\n"},
		{"group between", "import (\n\t\"fmt\"\n\n\t\"strings\"\n\n\t\"io\"\n)\n\nvar y io.Reader\n\nvar z fmt.State\n", "import (\n\t\"fmt\"\n\n\t\"io\"\n)\n\nvar y io.Reader\n\nvar z fmt.State\n"},
		{"last group", "import (\n\t\"io\"\n\n\t\"strings\"\n)\n\nvar y io.Reader\n", "import (\n\t\"io\"\n)\n\nvar y io.Reader\n"},
		{"only one", "import \"strings\"\n", ""},
		{"only one of a block", "// Doc.\nimport (\n\t\"strings\"\n)\n", ""},
		{"one of several declarations", "import \"io\"\nimport \"strings\"\n\nvar y io.Reader\n", "import \"io\"\n\nvar y io.Reader\n"},
		{"still used", "import \"strings\"\n\nvar y strings.Builder\n", "import \"strings\"\n\nvar y strings.Builder\n"},
	} {
		f, fix, dropped := fixOf(t, "package p\n\n"+test.source+tail)
		edits, ok := removeUnused(f, dropped)
		if !ok {
			t.Errorf("%s: not removed", test.name)
			continue
		}
		want := strings.ReplaceAll("package p\n\n"+test.want+"\nvar x = \"a\"\n", "\n\n\n", "\n\n")
		if got := apply(t, f, fix, edits); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, want)
		}
	}
}

// A local that goes takes the import that only its type needed along.
func TestRemoveUnusedFollowsTypes(t *testing.T) {
	f, fix, dropped := fixOf(t, "package p\n\nimport \"time\"\n\nfunc f(n int) {\n\tvar wait time.Duration\n\twait = time.Duration(n)\n\tprint(«wait|0»)\n}\n")
	edits, ok := removeUnused(f, dropped)
	if !ok {
		t.Fatal("not removed")
	}
	if got, want := apply(t, f, fix, edits), "package p\n\nfunc f(n int) {\n\tprint(0)\n}\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
