// Package catalog brings the supplier's products into the shop.
package catalog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"example.com/bollenveld/webshop/internal/imagecdn"
	"example.com/bollenveld/webshop/internal/medipim"
	"example.com/bollenveld/webshop/internal/shopfront"
	"example.com/bollenveld/webshop/internal/storage"
)

// Outcome says what became of one product.
type Outcome int

// The outcomes.
const (
	Stored Outcome = iota
	Skipped
	Postponed
	Failed
)

// Importer is the nightly job.
type Importer struct {
	Source *medipim.Client
	Repo   storage.Repository
	Shop   *shopfront.Client
	CDN    imagecdn.Uploader
	Batch  int
	Log    *slog.Logger
}

// hopeless lists the codes after which the whole run is stopped.
var hopeless = map[string]string{
	"bad_request":                      "our query is malformed",
	"not_authorized":                   "the key lacks a permission",
	"method_not_allowed":               "wrong verb, check the release notes", // want medipimcode/unknown
	"endpoint_not_found":               "the API moved",
	"authentication.not_authenticated": "no credentials sent",
}

// Run imports everything that changed since the last run.
func (im *Importer) Run(ctx context.Context) (map[Outcome]int, error) {
	since, err := im.Repo.LastSync(ctx)
	if err != nil {
		return nil, err
	}
	started := time.Now()
	counts := map[Outcome]int{}
	for no := 0; ; no++ {
		page, err := im.Source.Query(ctx, since, no, im.Batch)
		if err != nil {
			return counts, im.explain(err)
		}
		for _, p := range page.Results {
			out := im.one(ctx, p)
			counts[out]++
		}
		if (no+1)*im.Batch >= page.Meta.Total {
			break
		}
	}
	if counts[Failed] == 0 {
		err = im.Repo.SetLastSync(ctx, started)
	}
	return counts, err
}

func (im *Importer) explain(err error) error {
	var apiErr *medipim.APIError
	if !errors.As(err, &apiErr) {
		return err
	}
	if why, ok := hopeless[apiErr.Code]; ok {
		return fmt.Errorf("%s: %w", why, err)
	}
	switch apiErr.Status {
	case http.StatusUnprocessableEntity:
		return fmt.Errorf("query rejected, violations %s: %w", apiErr.Violations, err)
	case http.StatusUnauthorized:
		if strings.HasPrefix(apiErr.Code, "auth.") { // want medipimcode/prefix
			return fmt.Errorf("check SUPPLIER_KEY_ID and SUPPLIER_SECRET: %w", err)
		}
	case http.StatusInternalServerError, http.StatusServiceUnavailable:
		if strings.Contains(strings.ToLower(apiErr.Message), "maintenance") { // want medipimmessage/text
			return fmt.Errorf("supplier is down for maintenance, try tomorrow: %w", err)
		}
	}
	if apiErr.Message == "" {
		return fmt.Errorf("supplier gave no reason: %w", err)
	}
	return err
}

func (im *Importer) one(ctx context.Context, p medipim.Product) Outcome {
	log := im.Log.With("cnk", p.CNK)
	if p.Status == "not_found" || p.Brand.Code == "unauthorized" {
		// The product's own status and brand, not an error's.
		return Skipped
	}
	row := storage.Row{SKU: p.CNK, Title: p.Name["nl"], BrandCode: p.Brand.Code, UpdatedAt: time.Now()}
	for _, m := range p.Media {
		if m.Type != "photo" {
			continue
		}
		u, err := im.photo(ctx, m)
		if err != nil {
			log.Warn("photo", "id", m.ID, "err", err)
			continue
		}
		row.Photos = append(row.Photos, u)
	}
	if err := im.Repo.Upsert(ctx, row); err != nil {
		log.Error("store", "err", err)
		return Failed
	}
	switch err := im.Shop.Upsert(ctx, row.SKU, row); {
	case errors.Is(err, shopfront.ErrShopBusy):
		return Postponed
	case err != nil:
		log.Error("shop", "err", err)
		return Failed
	}
	return Stored
}

func (im *Importer) photo(ctx context.Context, m medipim.Media) (string, error) {
	var buf bytes.Buffer
	if _, err := im.Source.Download(ctx, m, &buf); err != nil {
		return "", err
	}
	return im.CDN.Put(ctx, m.ID+".jpg", &buf)
}

// Refresh looks one article up again, at the request of the customer service.
func (im *Importer) Refresh(ctx context.Context, sku string) (Outcome, error) {
	p, err := im.Source.Find(ctx, sku)
	switch {
	case err == nil:
		return im.one(ctx, *p), nil
	case errors.Is(err, medipim.ErrUnknownProduct), medipim.IsNotFound(err):
		return Skipped, im.Repo.Delete(ctx, sku)
	case medipim.HasCode(err, "authentication.invalid_api_secret", "authentication.api_key_expired"): // want medipimcode/unknown
		return Failed, fmt.Errorf("rotate the key: %w", err)
	case medipim.HasCode(err, "not_authorized", "http_method_not_allowed"):
		return Failed, fmt.Errorf("ask the supplier: %w", err)
	case medipim.IsCredentials(err):
		return Failed, fmt.Errorf("credentials: %w", err)
	}
	return Failed, err
}

// Full replaces the catalogue from the stream.
func (im *Importer) Full(ctx context.Context) error {
	n := 0
	for p, err := range im.Source.Stream(ctx, map[string]any{"status": "active"}) {
		if err != nil {
			return fmt.Errorf("after %d products: %w", n, im.explain(err))
		}
		if im.one(ctx, *p) == Failed {
			return fmt.Errorf("product %s failed", p.CNK)
		}
		n++
	}
	im.Log.Info("full import", "products", n)
	return nil
}
