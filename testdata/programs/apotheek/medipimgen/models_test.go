package medipimgen

import (
	"encoding/json"
	"testing"
)

// Silent: a test file.
func TestModel(t *testing.T) {
	var r ErrorResponse
	if err := json.Unmarshal([]byte(`{"error":{"status":404,"code":"not_found"}}`), &r); err != nil {
		t.Fatal(err)
	}
	if r.Error.GetStatus() != 404 {
		t.Errorf("status %d", r.Error.GetStatus())
	}
	if r.Error.GetCode() == "unauthorized" {
		t.Error("code")
	}
}
