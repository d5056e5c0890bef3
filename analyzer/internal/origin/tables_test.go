package origin

import (
	"go/types"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// libraries is the module that has the real libraries.
const libraries = "../../../testdata/libraries"

// rows yields the names of all tables, with the indices that a call must have arguments and
// results for.
func rows(yield func(n names, args, results int) bool) {
	for _, r := range passRows {
		if !yield(r.names, 1, 1) {
			return
		}
	}
	for _, r := range getterRows {
		if !yield(r.names, max(r.body, r.keys, r.last)+1, 1) {
			return
		}
	}
	for _, r := range sinkRows {
		if !yield(r.names, max(slices.Max(r.into), r.body, r.keys)+1, 0) {
			return
		}
	}
	for _, r := range scanRows {
		if !yield(r.names, r.format+2, 0) {
			return
		}
	}
	for _, r := range eachRows {
		if !yield(r.names, max(r.body, r.callback, r.keys)+1, 0) {
			return
		}
	}
	for _, r := range resultRows {
		if !yield(r.names, 0, max(r.status, r.body)+1) {
			return
		}
	}
	for _, n := range slices.Concat(cursorReads, cursorKeys) {
		if !yield(n, 1, 1) {
			return
		}
	}
	for _, r := range hookRows {
		for _, n := range r.out {
			if !yield(n, 1, 1) {
				return
			}
		}
		for _, n := range r.in {
			if !yield(n, 2, 0) {
				return
			}
		}
	}
}

// TestTablesNameWhatIsThere looks every function of the tables up in the library itself.
func TestTablesNameWhatIsThere(t *testing.T) {
	paths := map[string]bool{}
	for n := range func(yield func(names) bool) {
		rows(func(n names, _, _ int) bool { return yield(n) })
	} {
		paths[n.path] = true
	}
	types := slices.Collect(maps.Keys(nodes))
	for name := range responses {
		types = append(types, name[0]+"."+name[1])
	}
	slices.Sort(types)
	for _, name := range types {
		paths[name[:strings.LastIndex(name, ".")]] = true
	}
	loaded := load(t, slices.Sorted(maps.Keys(paths)))
	for n, want := range func(yield func(names, [2]int) bool) {
		rows(func(n names, args, results int) bool { return yield(n, [2]int{args, results}) })
	} {
		pkg := loaded[n.path]
		if pkg == nil {
			continue
		}
		for name := range strings.FieldsSeq(n.list) {
			sig := signature(pkg, n.recv, name)
			if sig == nil && otherVersions[n.path+" "+name] {
				continue
			}
			if sig == nil {
				t.Errorf("%s has no %s %s", n.path, n.recv, name)
				continue
			}
			args := sig.Params().Len()
			if n.recv != "" {
				args++
			}
			if args < want[0] || sig.Results().Len() < want[1] {
				t.Errorf("%s: %s %s has %d parameters and %d results, the table means %d and %d",
					n.path, n.recv, name, args, sig.Results().Len(), want[0], want[1])
			}
		}
	}
	for _, name := range types {
		i := strings.LastIndex(name, ".")
		if pkg := loaded[name[:i]]; pkg != nil && pkg.Scope().Lookup(name[i+1:]) == nil {
			t.Errorf("there is no %s", name)
		}
	}
}

// otherVersions are the functions that not the version at hand has, but another one in use.
var otherVersions = map[string]bool{
	"resty.dev/v3 SetError":        true, // the betas
	"resty.dev/v3 OnAfterResponse": true,
}

// load returns the packages by path. Those that neither the standard library nor the libraries'
// module has are left out, but for a note.
func load(t *testing.T, paths []string) map[string]*types.Package {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("the go command lists the packages")
	}
	cfg := &packages.Config{Mode: packages.NeedName | packages.NeedTypes, Dir: libraries}
	pkgs, err := packages.Load(cfg, paths...)
	if err != nil {
		t.Fatal(err)
	}
	loaded := map[string]*types.Package{}
	for _, p := range pkgs {
		if len(p.Errors) > 0 || p.Types == nil {
			t.Logf("not at hand: %s", p.PkgPath)
			continue
		}
		loaded[p.PkgPath] = p.Types
	}
	if loaded["github.com/tidwall/gjson"] == nil {
		t.Fatal("the libraries are not at hand")
	}
	return loaded
}

// signature returns the signature of a function or method, or nil.
func signature(pkg *types.Package, recv, name string) *types.Signature {
	recv, ptr := strings.CutPrefix(recv, "*")
	if recv == "" {
		fn, ok := pkg.Scope().Lookup(name).(*types.Func)
		if !ok {
			return nil
		}
		return fn.Signature()
	}
	obj := pkg.Scope().Lookup(recv)
	if obj == nil {
		return nil
	}
	found, _, _ := types.LookupFieldOrMethod(obj.Type(), true, pkg, name)
	fn, ok := found.(*types.Func)
	if !ok {
		return nil
	}
	r := fn.Signature().Recv().Type()
	if _, isPtr := r.(*types.Pointer); isPtr != ptr && !types.IsInterface(r) {
		return nil // it has another name
	}
	return fn.Signature()
}

// TestTablesAgree finds a function that stands in a table twice, or in two.
func TestTablesAgree(t *testing.T) {
	seen := map[string]string{}
	note := func(table string, n names) {
		n.full(func(name string) {
			if other := seen[name]; other != "" {
				t.Errorf("%s is in %s and in %s", name, other, table)
			}
			seen[name] = table
		})
	}
	for _, r := range passRows {
		note("passes", r.names)
	}
	for _, r := range getterRows {
		note("getters", r.names)
	}
	for _, r := range sinkRows {
		note("sinks", r.names)
	}
	for _, r := range eachRows {
		note("eachs", r.names)
	}
	for _, n := range cursorReads {
		note("reads", n)
	}
}
