package origin

import (
	"strings"
	"sync"
)

// names are functions or methods of one package, which do the same.
type names struct {
	path string // import path
	recv string // receiver's type, with "*" before it where it is a pointer; "" for functions
	list string // separated by spaces
}

// full yields the names as types.Func.FullName writes them.
func (n names) full(yield func(string)) {
	prefix := n.path + "."
	if name, ptr := strings.CutPrefix(n.recv, "*"); ptr {
		prefix = "(*" + n.path + "." + name + ")."
	} else if n.recv != "" {
		prefix = "(" + n.path + "." + n.recv + ")."
	}
	for name := range strings.FieldsSeq(n.list) {
		yield(prefix + name)
	}
}

// A libraryFunc is what the tables know of one function.
type libraryFunc struct {
	pass     *pass
	getter   *getter
	sink     *sink
	scan     *scan
	each     *each
	results  *results
	keeper   *keeper
	reads    bool  // it reads the value that an iterator stands at
	readsKey bool  // it reads the key of the next member
	errorOf  *hook // its error can be that of a hook's functions
	hooks    *hook // it is given such functions
}

// libraryFuncs are the functions of all tables by their full names. They are put together when the
// first package in scope asks.
var libraryFuncs = sync.OnceValue(func() map[string]*libraryFunc {
	m := map[string]*libraryFunc{}
	each := func(n names, set func(*libraryFunc)) {
		n.full(func(name string) {
			if m[name] == nil {
				m[name] = new(libraryFunc)
			}
			set(m[name])
		})
	}
	for i := range passRows {
		each(passRows[i].names, func(f *libraryFunc) { f.pass = &passRows[i].pass })
	}
	for i := range getterRows {
		each(getterRows[i].names, func(f *libraryFunc) { f.getter = &getterRows[i].getter })
	}
	for i := range sinkRows {
		each(sinkRows[i].names, func(f *libraryFunc) { f.sink = &sinkRows[i].sink })
	}
	for i := range scanRows {
		each(scanRows[i].names, func(f *libraryFunc) { f.scan = &scanRows[i].scan })
	}
	for i := range eachRows {
		each(eachRows[i].names, func(f *libraryFunc) { f.each = &eachRows[i].each })
	}
	for i := range resultRows {
		each(resultRows[i].names, func(f *libraryFunc) { f.results = &resultRows[i].results })
	}
	for i := range keeperRows {
		each(keeperRows[i].names, func(f *libraryFunc) { f.keeper = &keeperRows[i].keeper })
	}
	for _, n := range cursorReads {
		each(n, func(f *libraryFunc) { f.reads = true })
	}
	for _, n := range cursorKeys {
		each(n, func(f *libraryFunc) { f.readsKey = true })
	}
	for i := range hookRows {
		for _, n := range hookRows[i].out {
			each(n, func(f *libraryFunc) { f.errorOf = &hookRows[i] })
		}
		for _, n := range hookRows[i].in {
			each(n, func(f *libraryFunc) { f.hooks = &hookRows[i] })
		}
	}
	return m
})

// known returns what the tables know of the function of this name; of most it is nothing.
func known(name string) *libraryFunc {
	if f := libraryFuncs()[name]; f != nil {
		return f
	}
	return &nothing
}

var nothing libraryFunc

// readsBody reports whether the library function of this name reads answers, or hands on what it reads.
func readsBody(name string) bool {
	f := known(name)
	return f.getter != nil || f.sink != nil || f.each != nil || f.results != nil || f.reads
}
