package notreported

import (
	"net/http/httptest"
	"testing"
)

func TestDecode(t *testing.T) {
	rec := httptest.NewRecorder()
	rec.WriteString(`{"error":{"status":404,"code":"not_found"}}`)
	env, err := decode(rec.Result())
	if err != nil || env.Error.Status != 404 || env.Error.Code == "notfound" {
		t.Errorf("decode = %v, %v", env, err)
	}
}
