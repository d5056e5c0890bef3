// Package catalogus is written on the generated client, which itself retries nothing.
package catalogus

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"time"

	"example.com/sluiswachter/oapi/medipimapi"
)

var ErrSlowDown = errors.New("catalogus: slow down")

type Catalogus struct {
	api *medipimapi.ClientWithResponses
}

func New(server, id, secret string) (*Catalogus, error) {
	api, err := medipimapi.NewClientWithResponses(server, medipimapi.WithRequestEditorFn(medipimapi.BasicAuth(id, secret)))
	if err != nil {
		return nil, err
	}
	return &Catalogus{api}, nil
}

// All pages through the catalogue.
func (c *Catalogus) All(ctx context.Context) ([]medipimapi.Product, error) {
	var all []medipimapi.Product
	for page := 0; ; page++ {
		rsp, err := c.api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Page: page}) // want medipimretry/missing
		if err != nil {
			return nil, err
		}
		if rsp.JSON200 == nil {
			return nil, fmt.Errorf("page %d: %s: %s", page, rsp.Status(), rsp.Body)
		}
		if len(rsp.JSON200.Results) == 0 {
			return all, nil
		}
		all = append(all, rsp.JSON200.Results...)
	}
}

// Page waits when the generated code found a 429.
func (c *Catalogus) Page(ctx context.Context, page int) (*medipimapi.ProductPage, error) {
	for try := 1; ; try++ {
		rsp, err := c.api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Page: page})
		switch {
		case err != nil:
			return nil, err
		case rsp.JSON200 != nil:
			return rsp.JSON200, nil
		case rsp.JSON429 != nil && try < 5:
			time.Sleep(time.Duration(try) * 2 * time.Second)
		case rsp.JSON422 != nil:
			return nil, fmt.Errorf("page %d: %s", page, rsp.Body)
		default:
			return nil, fmt.Errorf("page %d: %s", page, rsp.Status())
		}
	}
}

// Name has no name for a product when the catalogue is busy.
func (c *Catalogus) Name(ctx context.Context, id string) (string, error) {
	rsp, err := c.api.FindProductWithResponse(ctx, &medipimapi.FindProductParams{Id: id})
	if err != nil {
		return "", err
	}
	if rsp.JSON404 != nil {
		return "", nil
	}
	if rsp.JSON429 != nil { // want medipimretry/swallowed
		return "", nil
	}
	if rsp.JSON200 == nil {
		return "", fmt.Errorf("name of %s: %d", id, rsp.StatusCode())
	}
	return *cmp.Or(rsp.JSON200.Name, &rsp.JSON200.Id), nil
}

// MustFind is for the fixtures of the demo.
func (c *Catalogus) MustFind(ctx context.Context, id string) *medipimapi.Product {
	rsp, err := c.api.FindProductWithResponse(ctx, &medipimapi.FindProductParams{Id: id})
	if err != nil {
		panic(err)
	}
	switch {
	case rsp.JSON429 != nil: // want medipimretry/fatal
		panic("demo: limit reached, wait a minute")
	case rsp.JSON200 == nil:
		panic(fmt.Sprintf("demo: %s: %d", id, rsp.StatusCode()))
	}
	return rsp.JSON200
}

// Search retries what the gateway answers when it restarts.
func (c *Catalogus) Search(ctx context.Context, q string) ([]medipimapi.Product, error) {
	var status int
	for try := range 4 {
		rsp, err := c.api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Search: &q})
		if err != nil {
			return nil, err
		}
		if rsp.JSON200 != nil {
			return rsp.JSON200.Results, nil
		}
		status = rsp.StatusCode()
		if status != http.StatusBadGateway && status != http.StatusServiceUnavailable { // want medipimretry/incomplete
			break
		}
		time.Sleep(500 * time.Millisecond << try)
	}
	return nil, fmt.Errorf("search: status %d", status)
}

// Probe hands ErrSlowDown up.
func (c *Catalogus) Probe(ctx context.Context, id string) error {
	rsp, err := c.api.FindProductWithResponse(ctx, &medipimapi.FindProductParams{Id: id})
	if err != nil {
		return err
	}
	switch rsp.StatusCode() {
	case http.StatusOK, http.StatusNotFound:
		return nil
	case http.StatusTooManyRequests:
		return ErrSlowDown
	}
	return fmt.Errorf("probe: %d", rsp.StatusCode())
}

// ProbeAll asks about the same product again, immediately.
func (c *Catalogus) ProbeAll(ctx context.Context, ids []string) (bad []string) {
	for i := 0; i < len(ids); i++ {
		err := c.Probe(ctx, ids[i])
		if errors.Is(err, ErrSlowDown) { // want medipimretry/immediate
			i--
			continue
		}
		if err != nil {
			log.Print(err)
			bad = append(bad, ids[i])
		}
	}
	return bad
}

// ProbeSlowly is the same, with a pause.
func (c *Catalogus) ProbeSlowly(ctx context.Context, ids []string) (bad []string) {
	for i := 0; i < len(ids); i++ {
		err := c.Probe(ctx, ids[i])
		if errors.Is(err, ErrSlowDown) {
			time.Sleep(10 * time.Second)
			i--
			continue
		}
		if err != nil {
			bad = append(bad, ids[i])
		}
	}
	return bad
}

// First waits if it is told how long, and only then.
func (c *Catalogus) First(ctx context.Context, q string) (*medipimapi.Product, error) {
	for {
		rsp, err := c.api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Search: &q})
		if err != nil {
			return nil, err
		}
		if rsp.JSON429 != nil {
			s, err := strconv.Atoi(rsp.HTTPResponse.Header.Get("Retry-After"))
			if err == nil { // want medipimretry/header
				time.Sleep(time.Duration(s) * time.Second)
				continue
			}
		}
		if rsp.JSON200 == nil || len(rsp.JSON200.Results) == 0 {
			return nil, fmt.Errorf("first: %s", rsp.Status())
		}
		return &rsp.JSON200.Results[0], nil
	}
}
