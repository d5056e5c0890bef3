// Command exporter writes the catalog to standard output.
package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"strconv"

	"example.com/koelkast/exporter/csvfile"
	"example.com/koelkast/exporter/pages"
)

type product struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// rows turns products into rows.
func rows(in iter.Seq2[product, error]) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for p, err := range in {
			if !yield([]string{strconv.Itoa(p.ID), p.Name}, err) {
				return
			}
		}
	}
}

// main gives any error to the user.
func main() {
	a := pages.Open(os.Getenv("EXPORT_KEY"))
	all := pages.WalkPatiently[product](context.Background(), a, "/products/query")
	if err := csvfile.Write(os.Stdout, []string{"id", "name"}, rows(all)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
