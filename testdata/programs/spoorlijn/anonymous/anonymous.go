//medipimlint:client

package anonymous

import (
	"encoding/json"
	"net/http"
)

type Client struct {
	HTTP *http.Client
	Base string
}

func (c *Client) Anon(req *http.Request) (struct {
	Names []string
	Total int
}, error) {
	var out struct {
		Names []string
		Total int
	}
	resp, err := c.HTTP.Do(req) //nolint:medipimretry
	if err != nil {
		return out, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	return out, err
}

func (c *Client) Anon2(req *http.Request) (res struct{ Names, Brands []string }, n int, err error) {
	resp, err := c.HTTP.Do(req) //nolint:medipimretry
	if err != nil {
		return res, 0, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&res) // want medipimunchecked/unchecked
	return res, len(res.Names), err
}

func (c *Client) Anon3(req *http.Request) (*struct{ Names, Brands []string }, [2]int, error) {
	var res struct{ Names, Brands []string }
	resp, err := c.HTTP.Do(req) //nolint:medipimretry
	if err != nil {
		return nil, [2]int{}, err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&res); err != nil { // want medipimunchecked/unchecked
		return nil, [2]int{}, err
	}
	return &res, [2]int{1, 2}, nil
}

func (c *Client) Anon4(req *http.Request) (map[string]struct {
	Name string `json:"name"`
	Id   int
}, struct {
	Page int `json:"page"`
	Of   int
}, error) {
	var res struct {
		Items map[string]struct {
			Name string `json:"name"`
			Id   int
		}
		Meta struct {
			Page int `json:"page"`
			Of   int
		}
	}
	resp, err := c.HTTP.Do(req) //nolint:medipimretry
	if err != nil {
		return nil, res.Meta, err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&res); err != nil { // want medipimunchecked/unchecked
		return nil, res.Meta, err
	}
	return res.Items, res.Meta, nil
}
