package medipim_test

import (
	"context"
	"testing"

	"example.com/molenaar/pkg/medipim"
	"example.com/molenaar/pkg/medipim/medipimtest"
)

func TestFailures(t *testing.T) {
	s := medipimtest.Serve(t, medipimtest.Fail(410, "gone_for_good", "gone"))
	_, err := medipim.New(s.URL, "k", "s").Query(context.Background(), nil)
	medipimtest.WantCode(t, err, "gone_for_good")
	medipimtest.WantStatus(t, err, 410)
	if err.Error() == "gone" {
		t.Error("no prefix")
	}
}
