package elsewhere

import "testing"

func requestWithRetry(t *testing.T) {
	if err := find(nil, ""); err == nil {
		t.Error("no error")
	}
}
