package fetch

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/tidwall/gjson"
)

// Record is one row of the frame, whatever the columns are.
type Record map[string]interface{}

type pageResponse struct {
	Results []Record `json:"results"`
	Meta    struct {
		Total int `json:"total"`
	} `json:"meta"`
}

// ProductsPage fetches one page.
func ProductsPage(since time.Time, page, size int) ([]Record, int, error) {
	out := pageResponse{}
	resp, err := session.R().
		SetBody(map[string]interface{}{
			"filter": map[string]interface{}{"updatedSince": since.Unix()},
			"page":   map[string]interface{}{"no": page, "size": size},
		}).
		SetResult(&out).
		Post("/products/query")
	if err != nil {
		return nil, 0, err
	}
	if err := raiseForStatus(resp); err != nil {
		log.Println("products:", errorAdvice(resp))
		return nil, 0, err
	}
	return out.Results, out.Meta.Total, nil
}

// AllProducts fetches all pages.
func AllProducts(since time.Time) ([]Record, error) {
	records := []Record{}
	for page := 0; ; page++ {
		rows, total, err := ProductsPage(since, page, 250)
		if err == ErrNothing {
			return records, nil
		}
		if err != nil {
			return records, fmt.Errorf("page %d: %w", page, err)
		}
		records = append(records, rows...)
		if len(records) >= total || len(rows) == 0 {
			return records, nil
		}
	}
}

// ProductByCNK looks a product up, nil if there is none
func ProductByCNK(cnk string) (Record, error) {
	resp, err := session.R().SetQueryParam("cnk", cnk).Get("/products/find")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		code := gjson.GetBytes(resp.Body(), "error.code").String()
		if code == "not_found" {
			return nil, nil
		}
		if code == "product_not_found" { // want medipimcode/unknown
			return nil, nil
		}
		if code == "product_gone" { //nolint:medipimcode // the sandbox says so, ticket 4711
			return nil, nil
		}
		if strings.HasPrefix(code, "authentication.") {
			return nil, fmt.Errorf("login failed: %s", code)
		}
		if msg := gjson.GetBytes(resp.Body(), "error.message").String(); strings.HasPrefix(msg, "Unknown CNK") { // want medipimmessage/text
			return nil, nil
		}
		return nil, raiseForStatus(resp)
	}
	doc := map[string]interface{}{}
	if err := json.Unmarshal(resp.Body(), &doc); err != nil {
		return nil, err
	}
	product, _ := doc["product"].(map[string]interface{})
	return product, nil
}

// ProductsOfBrand is used by the brand report, for one brand at a time
func ProductsOfBrand(brand string) ([]Record, error) {
	out := pageResponse{}
	for {
		resp, err := plainSession.R().SetBody(map[string]interface{}{"filter": map[string]string{"brand": brand}}).SetResult(&out).Post("/products/query")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == 429 { // want medipimretry/immediate
			log.Println("too fast, again", brand)
			continue
		}
		if err := raiseForStatus(resp); err != nil {
			return nil, err
		}
		return out.Results, nil
	}
}

// StreamProducts writes every product to a channel, as the generator did in Python
func StreamProducts(filter map[string]interface{}) (<-chan Record, <-chan error) {
	rows, errs := make(chan Record, 100), make(chan error, 1)
	go func() {
		defer close(rows)
		defer close(errs)
		resp, err := streamSession.R().SetDoNotParseResponse(true).SetBody(map[string]interface{}{"filter": filter}).Post("/products/stream")
		if err != nil {
			errs <- err
			return
		}
		body := resp.RawBody()
		defer body.Close()
		if resp.StatusCode() == 204 {
			return
		}
		if resp.StatusCode() != 200 {
			errs <- fmt.Errorf("stream: HTTP %d", resp.StatusCode())
			return
		}
		lines := bufio.NewScanner(body)
		lines.Buffer(nil, 8*1024*1024)
		for lines.Scan() {
			line := map[string]interface{}{}
			if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
				errs <- err
				return
			}
			if e, ok := line["error"].(map[string]interface{}); ok {
				// a line has no HTTP status, so look at what it says
				if e["status"] == float64(404) || e["code"] == "not_found" {
					continue
				}
				errs <- fmt.Errorf("stream: %v %v", e["code"], e["message"])
				return
			}
			if r, ok := line["result"].(map[string]interface{}); ok {
				rows <- r
			}
		}
		if err := lines.Err(); err != nil {
			errs <- err
		}
	}()
	return rows, errs
}

// CountProducts only needs meta.total
func CountProducts() (int64, error) {
	resp, err := session.R().SetBody(`{"page":{"no":0,"size":1}}`).SetHeader("Content-Type", "application/json").Post("/products/query")
	if err != nil {
		return 0, err
	}
	if resp.StatusCode() >= 300 {
		return 0, raiseForStatus(resp)
	}
	return gjson.GetBytes(resp.Body(), "meta.total").Int(), nil
}

func isOK(resp *resty.Response) bool { return resp.StatusCode() >= 200 && resp.StatusCode() < 300 }
