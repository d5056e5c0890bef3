package medipim

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"example.com/lichtschip/proefbank"
)

func TestProduct(t *testing.T) {
	fake := proefbank.NewFakeMedipim(map[string]any{"7": map[string]any{"id": 7, "cnk": "0123456"}})
	defer fake.Close()
	fake.Break(proefbank.Fault{Status: 429, Code: "too_many_requests"})
	c := &Client{Base: fake.URL, HTTP: fake.Client(), Attempts: 2}
	p, err := c.Product(context.Background(), 7)
	if err != nil || p.CNK != "0123456" || fake.Hits != 2 {
		t.Fatal(p, err, fake.Hits)
	}
}

// The body may say what it likes.
func TestBodyStatusIsIgnored(t *testing.T) {
	for _, tt := range []struct {
		fault proefbank.Fault
		want  error
	}{
		{proefbank.Fault{Status: 404, Code: "not_found", BodyStatus: 200}, ErrNotFound},
		{proefbank.Fault{Status: 404, Code: "endpoint_not_found", BodyStatus: 500}, ErrWrongPath},
		{proefbank.Fault{Status: 401, Code: "authentication.not_authenticated", BodyStatus: 404}, ErrCredentials},
		{proefbank.Fault{Status: 422, Code: "validation_failed", BodyStatus: 429}, ErrRejected},
	} {
		fake := proefbank.NewFakeMedipim(nil)
		fake.Break(tt.fault)
		c := &Client{Base: fake.URL, HTTP: fake.Client()}
		_, err := c.Product(context.Background(), 1)
		fake.Close()
		if !errors.Is(err, tt.want) {
			t.Errorf("%+v: %v", tt.fault, err)
		}
		e, _ := errors.AsType[*Error](err)
		if e.ReportedStatus != tt.fault.BodyStatus || e.Message == "Not found" || e.Code == "unheard_of" {
			t.Errorf("%+v: %+v", tt.fault, e)
		}
	}
}

// What a careless client sees.
func TestCareless(t *testing.T) {
	fake := proefbank.NewFakeMedipim(nil)
	defer fake.Close()
	resp, err := http.Get(fake.URL + "/v4/products/find?id=3")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil || p.ID != 0 {
		t.Fatal(p, err)
	}
}
