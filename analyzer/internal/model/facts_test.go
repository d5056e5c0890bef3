package model

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// full has every field of every fact set.
var full = []analysis.Fact{
	&packageFact{Scoped: true, Codes: []string{"authentication.api_key_is_suspended"}},
	&fieldFact{Origins: []wire{{Path: "error.status"}, {HTTP: true, Part: true}, {Path: "error.message", Text: true, Fold: 'l'}}},
	&funcFact{
		Results:  [][]wire{{{Path: "error.code"}}, nil},
		Branches: []paramUse{{Param: 1, Use: branch | text}},
		Codes:    []paramComparison{{Param: 2, How: "strings.EqualFold", With: -1}},
		Variadic: 2, Into: 1, From: 0,
	},
	&retryFact{},
	&retryFact{Steady: []string{"Get", "Post"}},
}

func encoded(t *testing.T, fact analysis.Fact) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(fact); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFactsSurviveEncoding(t *testing.T) {
	for _, fact := range full {
		got := reflect.New(reflect.TypeOf(fact).Elem()).Interface()
		if err := gob.NewDecoder(bytes.NewReader(encoded(t, fact))).Decode(got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, fact) {
			t.Errorf("%T: got %v, want %v", fact, got, fact)
		}
	}
}

func TestFactsEncodeEquallyTenTimes(t *testing.T) {
	for _, fact := range full {
		first := encoded(t, fact)
		for range 9 {
			if !bytes.Equal(encoded(t, fact), first) {
				t.Errorf("%T: two encodings differ", fact)
			}
		}
	}
}

func TestFactsAreSmall(t *testing.T) {
	const limit = 512 // bytes, type description included
	for _, fact := range full {
		if n := len(encoded(t, fact)); n > limit {
			t.Errorf("%T: %d bytes, want at most %d", fact, n, limit)
		}
	}
}

func TestFactsDescribeThemselves(t *testing.T) {
	want := []string{
		"medipim(scoped=true codes=authentication.api_key_is_suspended)",
		"holds error.status, part of HTTP status, error.message",
		"result0 error.code; branches on [{1 3}]; compares [{2 strings.EqualFold -1}]; decodes 0 into 1",
		"may retry",
		"may retry, but for Get, Post",
	}
	for i, fact := range full {
		if got := fact.(interface{ String() string }).String(); got != want[i] {
			t.Errorf("got %q, want %q", got, want[i])
		}
	}
}

// encodedAs encodes facts as drivers do: as a list of interfaces.
func encodedAs(t *testing.T, facts ...analysis.Fact) []byte {
	t.Helper()
	type entry struct{ Fact analysis.Fact }
	var entries []entry
	for _, f := range facts {
		gob.Register(f)
		entries = append(entries, entry{f})
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(entries); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOnlyMayRetry(t *testing.T) {
	retry := new(retryFact)
	if !Default.OnlyMayRetry(encodedAs(t, retry, retry)) {
		t.Error("false for facts of that kind alone")
	}
	for _, f := range full {
		if _, same := f.(*retryFact); !same && (Default.OnlyMayRetry(encodedAs(t, retry, f)) || Default.OnlyMayRetry(encodedAs(t, f))) {
			t.Errorf("true for a %T", f)
		}
	}
	if Default.OnlyMayRetry(nil) {
		t.Error("true for no facts")
	}
}
