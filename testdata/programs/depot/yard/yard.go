package yard

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"
)

type envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

var listed = []int{502, 503}

// Crane is a client of the cranes in the yard, which have codes of the same look.
type Crane struct {
	HTTP *http.Client
	Addr string
}

// Lift has every habit that this repository warns of, and talks to a crane.
func (c *Crane) Lift(id string) error {
	for {
		resp, err := c.HTTP.Get(c.Addr + "/lift/" + id)
		if err != nil {
			return err
		}
		var e envelope
		err = json.NewDecoder(resp.Body).Decode(&e)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if slices.Contains(listed, resp.StatusCode) {
			time.Sleep(time.Second)
			continue
		}
		if e.Error.Status == 429 {
			return nil
		}
		if e.Error.Code == "not_found" || e.Error.Code == "crane_busy" {
			return errors.New(e.Error.Code)
		}
		return nil
	}
}
