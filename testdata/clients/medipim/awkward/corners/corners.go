// Package corners has what Go allows and hardly anybody writes, around tests that are the same everywhere.
package corners

import (
	"encoding/json"
	"errors"
	"iter"
	. "net/http"
	"unsafe"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Constants that fit into no type, and some made by counting.
const (
	huge  = 1 << 500
	tiny  = 1e-4000
	third = huge/3.0 - huge/3.0 + tiny - tiny
)

const (
	_, _ = iota, 'a' + iota*1i
	teapot, lost
	_ = iota + 400
	_
	notHere
)

func constants(env envelope, resp *Response) bool {
	const local = huge >> (500 - 2) // 4
	switch {
	case env.Error.Status == local*101: // want medipimstatus/branch
	case env.Error.Status == notHere+third: // want medipimstatus/branch
	case resp.StatusCode == huge>>500*404:
	case float64(env.Error.Status) < tiny: // want medipimstatus/branch
	case env.Error.Code == "not"+"_"+"fuond": // want medipimcode/unknown
	default:
		return lost == teapot
	}
	return true
}

// Types that contain themselves, in every way that there is.
type (
	list struct {
		next, prev *list
		envelope
	}
	tree    map[string]tree
	forever []forever
	call    func(call) call
	pipe    chan pipe
	face    interface {
		self() face
		envelopes
	}
	envelopes interface{ get() *envelope }
	loopA     struct {
		*loopB
		env envelope
	}
	loopB          struct{ *loopA }
	generic[T any] struct {
		inner *generic[T]
		value T
	}
	generic2[T any] struct{ t *T }
	alias           = envelope
	aliasOf[T any]  = generic[T]
)

func (l *list) self() face     { return l }
func (l *list) get() *envelope { return &l.envelope }

func recursive(l *list, f face, b *loopB, g aliasOf[alias]) bool {
	return l.next.prev.Error.Status == 404 ||
		f.self().self().get().Error.Status == 404 || // want medipimstatus/branch
		b.loopA.env.Error.Status == 404 ||
		g.value.Error.Status == 404
}

// Functions that are initialised by one another, and call one another without end.
var first = func() int { return len(second) }()

var second = func() string { return string(rune(mutual(new(envelope), 1))) }()

func mutual(e *envelope, n int) int {
	if e.Error.Status == 429 { // nothing is ever decoded into it
		return n
	}
	return mutualToo(e, n+1)
}

func mutualToo(e *envelope, n int) int { return mutual(e, n-1) }

// Labels and jumps: into nothing, out of everything, backwards.
func jumps(resp *Response) (env envelope, err error) {
	goto decode
back:
	if env.Error.Status == 404 { // want medipimstatus/branch
		goto end
	}
_:
	for {
	inner:
		switch {
		case env.Error.Code == "no_found": // want medipimcode/unknown
			break inner
		case err == nil:
			fallthrough
		default:
			goto end
		}
		select {}
	}
decode:
	err = json.NewDecoder(resp.Body).Decode(&env)
	goto back
end:
	return env, errors.Join(err)
}

// Names of the language in other roles.
func shadowed(resp *Response) bool {
	type int32 = string
	var true, nil, len = false, 404, func(e envelope) int { return e.Error.Status }
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	{
		env := env
		iota := env.Error.Status
		if _, iota := 0, iota; iota == nil { // want medipimstatus/branch
			return true
		}
		_, _ = env, int32("")
	}
	return len(env) == nil || true // want medipimstatus/branch
}

// Methods as values, expressions, and promoted through what is embedded.
type failure struct{ *envelope }

type statuser interface{ status() int }

func (e envelope) status() int                  { return e.Error.Status }
func (e *envelope) is(codes ...string) (_ bool) { return len(codes) > 0 && e.Error.Code == codes[0] }
func (_ failure) Error() string                 { return "" }

func methods(f failure, e *envelope) bool {
	get, of, is := f.status, (*envelope).status, envelope.status
	var iface statuser = f
	return get() == 404 || // want medipimstatus/branch
		of(e) == 404 ||
		is(*e) == 404 || // want medipimstatus/branch
		statuser.status(iface) == 404 || // want medipimstatus/branch
		(*envelope).is(e, "not_fond") || // want medipimcode/unknown
		f.is([]string{"not_fond"}...) // want medipimcode/unknown
}

// Generics: a constraint by fields that nobody can name, methods of parameters, and instances of instances.
type coded interface {
	~struct{ Status int } | *envelope
	status() int
}

type pair[K comparable, V any] struct {
	key   K
	value V
}

func (p pair[K, V]) swap() pair[string, V] { return pair[string, V]{value: p.value} }

func statusOf[T coded](v T) int { return v.status() }

func through[S ~[]E, E any, F func(E) E](s S, _ F) E { return s[0] }

func generics(e *envelope) bool {
	p := pair[int, pair[string, envelope]]{value: pair[string, envelope]{value: *e}}
	if p.swap().value.swap().value.Error.Status == 404 { // want medipimstatus/branch
		return false
	}
	return through([]envelope{*e}, func(e envelope) envelope { return e }).Error.Status == 404 || // want medipimstatus/branch
		statusOf(e) == 404 // want medipimstatus/branch
}

// Loops over functions and numbers, and the newer builtins.
func each(es map[string]*envelope) iter.Seq2[string, *envelope] {
	return func(yield func(string, *envelope) bool) {
		for k, e := range es {
			if !yield(k, e) {
				return
			}
		}
	}
}

func loops(es map[string]*envelope) (n int) {
	defer func() { recover() }()
	for _, e := range each(es) {
		for range 3 {
			if e.Error.Status == 429 { // want medipimstatus/branch
				return max(n, min(e.Error.Status, 1))
			}
		}
	}
	for range func(yield func() bool) { _ = yield() && yield() } {
		n++
	}
	if max(es["a"].Error.Status, 0) == 404 { // want medipimstatus/branch
		clear(es)
	}
	return
}

// Closures that are put away: in a map, a channel, a struct, and run whenever.
func closures(resp *Response) bool {
	var env envelope
	status := 0
	later := map[string]func(){}
	later["decode"] = func() { _ = json.NewDecoder(resp.Body).Decode(&env); status = env.Error.Status }
	queue := make(chan func(), 1)
	queue <- func() { status = env.Error.Status }
	both := struct{ f, g func() }{func() { env = envelope{} }, func() {}}
	for _, f := range later {
		f()
	}
	go both.f()
	defer (<-queue)()
	return status == 404 // want medipimstatus/branch
}

// Failure has fields that another package declares.
type Failure Response

func (f *Failure) Error() string { return f.Status }

func Refused(resp *Response) error {
	if resp.StatusCode >= 400 {
		return (*Failure)(resp)
	}
	return nil
}

// What leaves the types behind.
func raw(e *envelope) bool {
	p := unsafe.Pointer(&e.Error.Status)
	code := unsafe.String(unsafe.StringData(e.Error.Code), len(e.Error.Code))
	q := (*int)(unsafe.Add(p, unsafe.Offsetof(e.Error)-unsafe.Sizeof(e.Error)*0))
	return *q == 404 || code == "not_fond"
}

// Nothing, in many places.
var _, _ = func(_, _ int, _ ...envelope) (_ error) { return }, [...]struct{}{5: {}}

func _(e *envelope) bool { return e.Error.Status == 404 } // is never called

func init() { _ = []func(*envelope) bool{0: func(e *envelope) bool { return e.Error.Status == 404 }} } // want medipimstatus/branch

func init() {}
