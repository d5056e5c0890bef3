package medipimfirst

import (
	"encoding/json"
	"testing"
)

// A test file: it is left out unless asked for.
func TestEnvelope(t *testing.T) {
	var e errorBody
	if err := json.Unmarshal([]byte(`{"error":{"status":404,"code":"not_found"}}`), &e); err != nil {
		t.Fatal(err)
	}
	if e.Error.Status != 404 || e.Error.Code == "notfound" {
		t.Fatal("decode")
	}
}
