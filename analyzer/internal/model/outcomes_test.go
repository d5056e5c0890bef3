package model

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
)

func TestLookFactSurvivesEncoding(t *testing.T) {
	fact := &lookFact{[]reach.Outcome{{Param: -1, Result: 1, Yes: []reach.Span{{From: 301, To: 504}}, No: []reach.Span{{From: 200, To: 204}}}}}
	data := encoded(t, fact)
	var got lookFact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&got, fact) {
		t.Errorf("got %v, want %v", &got, fact)
	}
	if want := "looks: result1 of -1: [{301 504}]/[{200 204}]"; got.String() != want {
		t.Errorf("got %q, want %q", got.String(), want)
	}
	for range 9 {
		if !bytes.Equal(encoded(t, fact), data) {
			t.Error("two encodings differ")
		}
	}
	if len(data) > 512 {
		t.Errorf("%d bytes", len(data))
	}
}
