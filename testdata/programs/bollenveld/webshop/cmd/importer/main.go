// Command importer brings the supplier's catalogue into the webshop.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"strings"

	"example.com/bollenveld/webshop/internal/catalog"
	"example.com/bollenveld/webshop/internal/config"
	"example.com/bollenveld/webshop/internal/imagecdn"
	"example.com/bollenveld/webshop/internal/medipim"
	"example.com/bollenveld/webshop/internal/shopfront"
	"example.com/bollenveld/webshop/internal/storage"
)

func main() {
	full := flag.Bool("full", false, "import everything")
	sku := flag.String("sku", "", "refresh one article")
	flag.Parse()
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()

	cfg, err := config.FromEnv()
	if err != nil {
		log.Error("configuration", "err", err)
		os.Exit(2)
	}
	s := cfg.Supplier
	source := medipim.New(s.BaseURL, s.KeyID, s.Secret, s.Tries, cfg.Timeout, log)
	im := &catalog.Importer{
		Source: source,
		Repo:   storage.NewMemory(),
		Shop:   &shopfront.Client{Token: cfg.ShopToken, HTTP: &http.Client{Timeout: cfg.Timeout}},
		CDN:    imagecdn.Uploader{Key: cfg.CDNKey},
		Batch:  cfg.BatchSize,
		Log:    log,
	}

	if _, err := source.Brands(ctx); errors.Is(err, medipim.ErrCredentials) {
		log.Error("the supplier refuses us", "err", err)
		os.Exit(3)
	}

	switch {
	case *sku != "":
		out, err := im.Refresh(ctx, *sku)
		fmt.Println(*sku, out)
		exit(log, err)
	case *full:
		exit(log, im.Full(ctx))
	default:
		counts, err := im.Run(ctx)
		fmt.Println(catalog.Summary(counts, err))
		exit(log, err)
	}
}

func exit(log *slog.Logger, err error) {
	if err == nil {
		return
	}
	log.Error("import", "err", err.Error())
	apiErr, ok := errors.AsType[*medipim.APIError](err)
	switch {
	case !ok:
		os.Exit(1)
	case apiErr.Status >= 500:
		os.Exit(75) // EX_TEMPFAIL: cron tries again
	case strings.Contains(apiErr.Error(), "does not match"): // want medipimmessage/text
		os.Exit(77)
	}
	os.Exit(1)
}
