package testcallers

import (
	"net/http"
	"strings"
	"testing"
)

func TestSend(t *testing.T) {
	req, err := http.NewRequest(http.MethodPost, base+"/products", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := send(req); err == nil {
		t.Error("sent without a network")
	}
}
