// Package isbn asks the wholesaler about books. Its errors look familiar.
package isbn

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/go-resty/resty/v2"
)

const wholesaler = "https://api.cb-books.example/v2"

type fault struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Title returns the title of a book.
func Title(isbn string) (string, error) {
	resp, err := http.Get(wholesaler + "/books/" + isbn)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var book struct {
		fault
		Title string `json:"title"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&book); err != nil {
		return "", err
	}
	switch {
	case book.Error.Status == 404, book.Error.Code == "no_such_book":
		return "", errors.New("no such book")
	case book.Error.Code == "rate_limit_exceeded":
		return Title(isbn)
	case book.Error.Message == "Invalid ISBN":
		return "", fmt.Errorf("%s: invalid", isbn)
	}
	return book.Title, nil
}

// Stock returns what the wholesaler has.
func Stock(isbn string) (n int, err error) {
	var f fault
	c := resty.New().SetBaseURL(wholesaler).SetRetryCount(2)
	res, err := c.R().SetError(&f).Get("/stock/" + isbn)
	if err != nil {
		return 0, err
	}
	if f.Error.Status != 0 {
		return 0, errors.New(f.Error.Message)
	}
	err = json.Unmarshal(res.Body(), &n)
	return n, err
}
