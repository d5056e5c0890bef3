// Package report prints the assortment.
package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"example.com/zeeduin/modern/medipim"
)

// Write prints all.
func Write(ctx context.Context, w io.Writer, c *medipim.Client) error {
	for p, err := range c.All(ctx) {
		if prob, ok := errors.AsType[*medipim.Problem](err); ok {
			// Problems that Delete returns have the line's status in it.
			if prob.Status == http.StatusForbidden { // want medipimstatus/mixed
				fmt.Fprintln(w, "(not in our contract)")
				return prob
			}
			// The same, asked of the line.
			if prob.HTTP == http.StatusForbidden {
				return prob
			}
			if prob.Message == "" {
				return fmt.Errorf("refused, no reason given (%d)", prob.Status)
			}
			return prob
		}
		if errors.Is(err, medipim.ErrSlow) {
			return err
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(w, p.ID, p.Name["nl"])
	}
	return nil
}

// Label finds products by our own label, which also calls things not_in_stock.
func Label(p medipim.Product) string {
	label := "in_stock"
	if strings.HasPrefix(p.Name["nl"], "OUD ") {
		label = "not_in_stock"
	}
	if label == "not_in_stock" {
		return "-"
	}
	return label
}
