// Package app is the application: it knows the adapter by its errors.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"example.com/noordzee/hex/adapters/medipim"
)

// Catalog is what the application needs.
type Catalog struct {
	GW  *medipim.Gateway
	Log *slog.Logger
}

// Article is an article.
type Article struct{ ID, Name string }

// Lookup has nil for what is not there, but asks the wrong number.
func (c *Catalog) Lookup(ctx context.Context, id string) (*Article, error) {
	var a Article
	err := c.GW.Get(ctx, "/v4/products/find?id="+id, &a)
	if p, ok := errors.AsType[*medipim.Problem](err); ok && p.Said == http.StatusNotFound { // want medipimstatus/branch
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &a, nil
}

// Find asks the right one.
func (c *Catalog) Find(ctx context.Context, id string) (*Article, error) {
	var a Article
	err := c.GW.Get(ctx, "/v4/products/find?id="+id, &a)
	if p, ok := errors.AsType[*medipim.Problem](err); ok && p.HTTP == http.StatusNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &a, nil
}

// Why explains an error to a colleague.
func Why(err error) string {
	var p *medipim.Problem
	if !errors.As(err, &p) {
		return err.Error()
	}
	switch p.Code {
	case "authentication.not_authenticated", "authentication.api_key_not_found":
		return "the key is wrong"
	case "authentication.invalid_secret": // want medipimcode/unknown
		return "the secret is wrong"
	case "not_authorized":
		return "the key may not do this"
	case "endpoint_not_found", "http_method_not_allowed":
		return "this is a bug: " + err.Error()
	}
	return err.Error()
}

// Rename shows the text of a refusal.
func (c *Catalog) Rename(ctx context.Context, id, name string) error {
	err := c.GW.Put(ctx, "/v4/products/"+id+"/name", map[string]string{"name": name})
	var p *medipim.Problem
	if errors.As(err, &p) && strings.HasPrefix(p.Message, "Product is locked") { // want medipimmessage/text
		return fmt.Errorf("%s is being edited by somebody else", id)
	}
	return err
}

// Import goes on after a refusal that has its reasons with it, and passes over nothing else.
func (c *Catalog) Import(ctx context.Context, as []Article) (refused map[string]string, err error) {
	refused = map[string]string{}
	for _, a := range as {
		err := c.GW.Put(ctx, "/v4/products/"+a.ID, a)
		var d *medipim.Detailed
		switch {
		case err == nil:
		case errors.As(err, &d):
			refused[a.ID] = string(d.Raw)
		case medipim.Throttled(err):
			// The gateway has waited five times by now.
			c.Log.Warn("gave up on an article", "id", a.ID)
			refused[a.ID] = "the catalog was too busy"
		default:
			return refused, fmt.Errorf("import %s: %w", a.ID, err)
		}
	}
	return refused, nil
}

// Severity is for the dashboard.
func Severity(err error) slog.Level {
	p, ok := errors.AsType[*medipim.Problem](err)
	switch {
	case !ok:
		return slog.LevelWarn
	case p.HTTP >= 500:
		return slog.LevelError
	case p.HTTP == http.StatusTooManyRequests, p.HTTP == http.StatusNotFound:
		return slog.LevelDebug
	default:
		return slog.LevelInfo
	}
}
