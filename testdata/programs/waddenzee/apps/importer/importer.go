// Package importer fills the warehouse at night.
package importer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"example.com/waddenzee/sdk/mpim"
)

type Row struct {
	ID     int    `json:"id"`
	Status string `json:"status"`
}

type ledger interface {
	Skip(cnk, why string)
	Store(Row) error
}

func Run(ctx context.Context, c *mpim.Client, cnks []string, l ledger) error {
	for _, cnk := range cnks {
		rows, err := mpim.Query[Row](ctx, c, "products", map[string]string{"cnk": cnk})
		if err != nil {
			if err := judge(err, cnk, l); err != nil {
				return err
			}
			continue
		}
		for _, r := range rows {
			// a product's own status, not an error's
			if r.Status == "not_found" || r.Status == "inactive" {
				l.Skip(cnk, r.Status)
				continue
			}
			if err := l.Store(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func judge(err error, cnk string, l ledger) error {
	if errors.Is(err, mpim.ErrNotFound) {
		l.Skip(cnk, "not found")
		return nil
	}
	switch mpim.CodeOf(err) {
	case mpim.CodeNotAuthorized, mpim.CodeEmbargo:
		l.Skip(cnk, "no permission")
		return nil
	case "authentication.token_expired": // want medipimcode/unknown
		return fmt.Errorf("log in again: %w", err)
	case "":
		return err
	}
	var e *mpim.APIError
	if !errors.As(err, &e) {
		return err
	}
	if e.HasCode(mpim.CodeServer) {
		slog.Warn("skipped", "cnk", cnk, "body", e.Body.Status, "http", e.StatusCode)
		l.Skip(cnk, "server")
		return nil
	}
	if e.HasCode("product_under_embargo") {
		l.Skip(cnk, "embargo")
		return nil
	}
	if e.HasCode("internal_server_error") { // want medipimcode/unknown
		l.Skip(cnk, "server")
		return nil
	}
	if e.StatusCode == http.StatusUnprocessableEntity {
		return fmt.Errorf("%w: %v", err, e.Body.Violations)
	}
	for _, v := range e.Body.Violations {
		if v.Code == "required" || v.Message == "This value is too short." {
			l.Skip(cnk, v.Property)
			return nil
		}
	}
	if e.StatusCode != http.StatusForbidden {
		return err
	}
	if e.HasCode(mpim.CodeNotAuthorized) {
		l.Skip(cnk, "no permission")
		return nil
	}
	if e.Body.Code == mpim.CodeInvalidSecret { // want medipimpair/impossible
		return fmt.Errorf("secret: %w", err)
	}
	return err
}
