// Package config reads the importer's settings from the environment.
package config

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"
)

// Supplier holds the credentials of the product data supplier.
type Supplier struct {
	BaseURL string
	KeyID   string
	Secret  string
	Tries   int
}

// Config is everything the importer needs.
type Config struct {
	Supplier  Supplier
	ShopToken string
	ShopName  string
	CDNKey    string
	BatchSize int
	Timeout   time.Duration
}

// ErrIncomplete is returned when a required variable is not set.
var ErrIncomplete = errors.New("configuration incomplete")

// FromEnv reads the configuration.
func FromEnv() (Config, error) {
	cfg := Config{
		Supplier: Supplier{
			BaseURL: getenv("SUPPLIER_URL", "https://api.medipim.be"),
			KeyID:   os.Getenv("SUPPLIER_KEY_ID"),
			Secret:  os.Getenv("SUPPLIER_SECRET"),
			Tries:   intenv("SUPPLIER_TRIES", 5),
		},
		ShopToken: os.Getenv("SHOP_TOKEN"),
		ShopName:  getenv("SHOP_NAME", "bollenveld"),
		CDNKey:    os.Getenv("CDN_KEY"),
		BatchSize: intenv("BATCH_SIZE", 100),
		Timeout:   time.Duration(intenv("TIMEOUT_SECONDS", 30)) * time.Second,
	}
	if cfg.Supplier.KeyID == "" || cfg.Supplier.Secret == "" {
		return cfg, fmt.Errorf("%w: SUPPLIER_KEY_ID and SUPPLIER_SECRET", ErrIncomplete)
	}
	if cfg.ShopToken == "" {
		return cfg, fmt.Errorf("%w: SHOP_TOKEN", ErrIncomplete)
	}
	return cfg, nil
}

func getenv(name, fallback string) string {
	if v, ok := os.LookupEnv(name); ok {
		return v
	}
	return fallback
}

func intenv(name string, fallback int) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		return fallback
	}
	return n
}
