package proefbank

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// The tests look at everything that a client must not look at: that is their job.
func TestFaults(t *testing.T) {
	fake := NewFakeMedipim(map[string]any{"1": map[string]string{"name": "Dafalgan"}})
	defer fake.Close()
	fake.Break(
		Fault{Status: 429, Code: "too_many_requests", Message: "Slow down"},
		Fault{Status: 503, Code: "maintenance", Message: "Back soon", BodyStatus: 500},
	)
	for i, want := range []struct {
		body int
		code string
	}{{429, "too_many_requests"}, {500, "maintenance"}} {
		resp, err := http.Get(fake.URL + "/v4/products/find?id=1")
		if err != nil {
			t.Fatal(err)
		}
		var env faultBody
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if env.Error.Status != want.body || env.Error.Code != want.code {
			t.Errorf("%d: got %+v, want %+v", i, env.Error, want)
		}
		if env.Error.Code == "maintenance" && !strings.Contains(env.Error.Message, "soon") {
			t.Errorf("message %q", env.Error.Message)
		}
	}
	resp, err := http.Get(fake.URL + "/v4/products/find?id=1")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var p map[string]string
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil || p["name"] != "Dafalgan" {
		t.Error(p, err)
	}
}
