// Package supplier talks to a supplier whose API has the same look.
package supplier

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"time"
)

const base = "https://api.supplier.example/v1"

// Item is an item.
type Item struct {
	SKU string `json:"sku"`
}

// Items is not reported: out of scope.
func Items() (list []Item, err error) {
	resp, err := http.Get(base + "/items")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&list)
	return list, err
}

// Order is not reported: out of scope, with an envelope of the same shape.
func Order(it Item) error {
	for {
		resp, err := http.Get(base + "/order?sku=" + it.SKU)
		if err != nil {
			return err
		}
		var env struct {
			Error struct {
				Status  int    `json:"status"`
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
		}
		err = json.NewDecoder(resp.Body).Decode(&env)
		resp.Body.Close()
		if err != nil {
			return err
		}
		switch {
		case env.Error.Status == 429:
			continue
		case env.Error.Status == 422:
			return errors.New("invalid")
		case env.Error.Status >= 500:
			time.Sleep(time.Second)
			continue
		}
		return nil
	}
}

// Stop is not reported: out of scope.
func Stop(sku string) {
	resp, err := http.Head(base + "/stop?sku=" + sku)
	if err != nil {
		log.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		log.Fatal("too many")
	}
}
