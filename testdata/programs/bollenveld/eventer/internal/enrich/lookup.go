package enrich

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
)

// Problem is the error of the lookups by barcode.
type Problem struct {
	HTTP   int
	Inner  int // as the body has it; goes to the dead letters
	Code   string
	Reason string
}

func (p *Problem) Error() string { return fmt.Sprintf("lookup: %d %s", p.HTTP, p.Code) }

// ErrNoBarcode says that nobody has that barcode.
var ErrNoBarcode = errors.New("barcode unknown")

// Barcode looks a product up by its GTIN.
func (c *MedipimClient) Barcode(ctx context.Context, gtin string) (*Product, error) {
	path := "/v4/products/find?eanGtin13=" + gtin
	for try := 0; ; try++ {
		resp, err := c.send(ctx, http.MethodGet, path, nil)
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 && try < 5 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Second<<try + rand.N(time.Second)):
			}
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return nil, c.problem(resp.StatusCode, b)
		}
		var out struct {
			Product *Product `json:"product"`
		}
		if err := json.Unmarshal(b, &out); err != nil {
			return nil, err
		}
		return out.Product, nil
	}
}

func (c *MedipimClient) problem(status int, b []byte) error {
	p := &Problem{HTTP: status}
	var env envelope
	if json.Unmarshal(b, &env) != nil {
		p.Reason = string(b)
		return p
	}
	p.Inner, p.Code, p.Reason = env.Error.Status, env.Error.Code, env.Error.Message
	ours := func(s int) bool { return s/100 == 4 }
	switch {
	case status == http.StatusNotFound && p.Code == "not_found":
		return ErrNoBarcode
	case status == http.StatusForbidden && p.Code == "endpoint_not_found": // want medipimpair/impossible
		return fmt.Errorf("this key has no lookups: %w", p)
	case strings.ToLower(p.Code) == "SERVER_ERROR": // want medipimcode/case
		c.Log.Error("the database is ill", "reason", p.Reason)
	case ours(env.Error.Status): // want medipimstatus/branch
		c.Log.Error("our own mistake", "code", p.Code)
	case ours(status):
		c.Log.Warn("no code for this", "status", status)
	}
	if p.Inner != status {
		c.Log.Info("the body has another status", "http", status, "body", p.Inner)
	}
	return p
}

// Substitutes lists what may be sold instead.
func (c *MedipimClient) Substitutes(ctx context.Context, id string) ([]Product, error) {
	var list rows[Product]
	for wait := time.Second; ; wait *= 2 {
		resp, err := c.send(ctx, http.MethodGet, "/v4/products/"+id+"/substitutes", nil)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && wait < time.Minute {
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusNotFound {
			return nil, nil
		}
		err = json.NewDecoder(resp.Body).Decode(&list) // want medipimunchecked/partial
		return list.Results, err
	}
}
