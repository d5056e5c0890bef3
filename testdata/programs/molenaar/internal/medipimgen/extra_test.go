package medipimgen

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestShape(t *testing.T) {
	var e ErrorResponse
	if err := json.Unmarshal([]byte(`{"error":{"status":404,"code":"not_found","message":"Not found"}}`), &e); err != nil {
		t.Fatal(err)
	}
	if e.Error.Status != 404 || e.Error.Code == "notfound" || !strings.Contains(e.Error.Message, "found") {
		t.Errorf("%+v", e)
	}
	if !e.Failed() || e.Throttled() {
		t.Error("helpers")
	}
}
