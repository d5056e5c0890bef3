// Command lookup prints what the catalogue knows about a product.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"example.com/magazijn/lookup/medipim"
)

// main ends with the number that run gives it.
func main() {
	term := flag.String("search", "", "search instead of looking up a CNK")
	flag.Parse()
	os.Exit(run(context.Background(), *term, flag.Args()))
}

// run leaves the reading of errors to explain and hint.
func run(ctx context.Context, term string, args []string) int {
	c := medipim.New(os.Getenv("PIM_KEY"), os.Getenv("PIM_SECRET"))
	if term != "" {
		found, err := c.Search(ctx, term, 20)
		if err != nil {
			fmt.Fprintln(os.Stderr, explainSearch(err))
			return 1
		}
		for _, p := range found {
			print1(p)
		}
		return 0
	}
	for _, cnk := range args {
		p, err := c.Find(ctx, strings.TrimSpace(cnk))
		if err != nil {
			fmt.Fprintln(os.Stderr, explain(err))
			if h := hint(err); h != "" {
				fmt.Fprintln(os.Stderr, "hint:", h)
			}
			return 1
		}
		print1(*p)
	}
	return 0
}

// print1 prints data only.
func print1(p medipim.Product) {
	fmt.Printf("%s\t%s\n", p.CNK, p.Name["nl"])
}
