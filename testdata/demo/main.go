// Shelf looks products up for the price labels in the shop.
//
//	shelf find ID          print one product
//	shelf query TEXT       print the products whose name contains a text
//	shelf brands           print all brands
//	shelf export           print every product, a line each
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"example.com/pharmacy/shelf/medipim"
)

func main() {
	base := flag.String("base", env("MEDIPIM_URL", medipim.Sandbox), "base URL of the API")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()

	client := medipim.New(*base, os.Getenv("MEDIPIM_KEY_ID"), os.Getenv("MEDIPIM_SECRET"))
	if err := run(ctx, client, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "shelf:", advice(err))
		os.Exit(1)
	}
}

func run(ctx context.Context, client *medipim.Client, args []string) error {
	switch {
	case len(args) == 2 && args[0] == "find":
		product, err := client.Find(ctx, args[1])
		if err != nil {
			return err
		}
		if product == nil {
			return fmt.Errorf("there is no product %s", args[1])
		}
		fmt.Println(product)
		return nil

	case len(args) == 2 && args[0] == "query":
		products, err := client.Query(ctx, args[1])
		for _, p := range products {
			fmt.Println(p)
		}
		return err

	case len(args) == 1 && args[0] == "brands":
		brands, err := client.Brands(ctx)
		for _, b := range brands {
			fmt.Println(b.ID, b.Name)
		}
		return err

	case len(args) == 1 && args[0] == "export":
		return client.Stream(ctx, func(p medipim.Product) error {
			_, err := fmt.Println(p)
			return err
		})
	}
	return errors.New("usage: shelf find ID | query TEXT | brands | export")
}

// advice adds what a shop assistant can do about an error.
func advice(err error) string {
	var apiErr *medipim.Error
	if !errors.As(err, &apiErr) {
		return err.Error()
	}
	switch {
	case apiErr.Temporary():
		return err.Error() + " (try again in a few minutes)"
	case apiErr.Code == "method_not_allowed":
		return err.Error() + " (this is our mistake: tell the office)"
	}
	return err.Error()
}

func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
