// Command nightly_export is what cron starts at 02:30.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"syscall"
	"time"

	"example.com/bollenveld/nightly/internal/fetch"
	"example.com/bollenveld/nightly/internal/frames"
	"example.com/bollenveld/nightly/internal/notify"
	"example.com/bollenveld/nightly/internal/replay"
	"example.com/bollenveld/nightly/internal/warehouse"
)

var (
	days   = flag.Int("days", 1, "how far back")
	brand  = flag.String("brand", "", "only this brand")
	full   = flag.Bool("full", false, "stream everything")
	replaF = flag.String("replay", "", "count a recording and stop")
)

func main() {
	flag.Parse()
	log.SetFlags(log.LstdFlags | log.Lshortfile)
	if *replaF != "" {
		f, err := os.Open(*replaF)
		check(err)
		defer f.Close()
		stats, err := replay.Count(f)
		check(err)
		fmt.Printf("%+v\n", stats)
		return
	}
	check(fetch.Login())

	dims := map[string]func() ([]fetch.Record, error){
		"dim_brand":        fetch.Brands,
		"dim_category":     fetch.Categories,
		"dim_organization": fetch.Organizations,
		"dim_ingredient":   fetch.ActiveIngredients,
	}
	for table, get := range dims {
		rows, err := get()
		if err != nil {
			log.Println("ERROR", table, err)
			_ = notify.Say(fmt.Sprintf("%s was not refreshed: %v", table, err))
			continue
		}
		check(load(table, rows))
	}

	rows, err := products()
	if err != nil {
		_ = notify.Say("export failed: " + err.Error())
		if errors.Is(err, syscall.ECONNREFUSED) {
			os.Exit(75)
		}
		log.Fatal(err)
	}
	check(load("fct_product", rows))

	rates, err := fetch.ExchangeRates()
	check(err)
	fmt.Println("rates:", len(rates))
}

func products() ([]fetch.Record, error) {
	switch {
	case *brand != "":
		return fetch.ProductsOfBrand(*brand)
	case *full:
		var all []fetch.Record
		rows, errs := fetch.StreamProducts(map[string]interface{}{"status": "active"})
		for r := range rows {
			all = append(all, r)
		}
		return all, <-errs
	}
	return fetch.AllProducts(time.Now().AddDate(0, 0, -*days))
}

func load(table string, rows []fetch.Record) error {
	if len(rows) == 0 {
		return nil
	}
	f := frames.FromRecords(rows).DropWhere("status", "deleted", "unauthorized", "not-found")
	csv, err := f.CSV()
	if err != nil {
		return err
	}
	return warehouse.Load(os.Getenv("WAREHOUSE_TOKEN"), table, csv)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
