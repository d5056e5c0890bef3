// Package twoapis talks to Medipim and to a shop; of the shop nothing is said.
package twoapis

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

const (
	medipimBase = "https://api.medipim.be/v4"
	shopBase    = "https://shop.example.com/api"
)

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

func fromMedipim(c *http.Client, id string) error {
	resp, err := c.Get(medipimBase + "/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func fromShop(c *http.Client, id string) error {
	resp, err := c.Get(shopBase + "/articles/" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func shopFormatted(c *http.Client, id string) error {
	resp, err := c.Get(fmt.Sprintf("%s/articles/%s", shopBase, id))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func shopJoined(c *http.Client, id string) error {
	u, err := url.JoinPath(shopBase, "articles", id)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

type shop struct {
	http *http.Client
	base string
}

func newShop() *shop { return &shop{http: http.DefaultClient, base: shopBase} }

// The host comes from the struct, whose one constructor says which.
func (s *shop) article(id string) error {
	resp, err := s.http.Get(s.base + "/articles/" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

type medipim struct {
	http *http.Client
	base string
}

// The host cannot be told, and the receiver's type is Medipim's.
func (m *medipim) product(id string) error {
	resp, err := m.http.Get(m.base + "/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

type shopError struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// The shop has an envelope of the same form, and its own codes.
func shopChecked(c *http.Client) error {
	resp, err := c.Get(shopBase + "/stock")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var body shopError
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return errors.New(resp.Status)
	}
	if body.Error.Status == 409 || body.Error.Code == "out_of_stock" {
		return nil
	}
	return errors.New(body.Error.Code)
}
