// Package wholesale finds articles in the Medipim API, and says in the words of the shop why not.
package wholesale

import (
	"encoding/json"
	"net/http"
	"time"

	"example.com/clients/ports/shop"
)

const host = "https://api.medipim.be"

// Client is a wholesaler.
type Client struct{ HTTP *http.Client }

var _ shop.Wholesaler = (*Client)(nil)

type body struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Find finds an article.
func (c *Client) Find(id string) error {
	for range 3 {
		resp, err := c.HTTP.Get(host + "/v4/products/find?id=" + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Minute)
			continue
		}
		return refused(resp)
	}
	return shop.Missing{Number: http.StatusTooManyRequests, Word: "too_many_requests"}
}

func refused(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	var b body
	if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotFound {
		return shop.Missing{Number: resp.StatusCode, Word: b.Error.Code}
	}
	r := new(shop.Refusal)
	r.Number, r.Word, r.Reason = b.Error.Status, b.Error.Code, b.Error.Message
	return r
}
