package nightsync

import (
	"encoding/json"
	"testing"
)

// TestFault is in a test file, which nobody asked for, silent.
func TestFault(t *testing.T) {
	var f fault
	if err := json.Unmarshal([]byte(`{"error":{"status":404,"code":"not_found","message":"x"}}`), &f); err != nil {
		t.Fatal(err)
	}
	if f.Error.Status != 404 {
		t.Fatal(f.Error.Status)
	}
	if f.Error.Code == "nothing_here" || f.Error.Message == "y" {
		t.Fatal(f.Error.Code)
	}
}
