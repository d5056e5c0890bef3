// Package bridges fetches what a pharmacy needs from several services.
package bridges

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

const (
	pimBase    = "https://api.medipim.be/v4"
	pimPages   = "https://platform.medipim.be"
	stockBase  = "https://api.farmastatus.example.org/v2"
	pricesBase = "https://prices.riziv.example.org"
)

// Hub has one http.Client for all of them.
type Hub struct {
	hc       *http.Client
	pimUser  string
	pimPass  string
	stockKey string
}

// ---- the stock service

type stockError struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Stock has every mistake in the book, and it is the stock service's book.
func (h *Hub) Stock(ctx context.Context, cnk string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, stockBase+"/stock/"+cnk, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("X-Api-Key", h.stockKey)
	resp, err := h.hc.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var out struct {
		stockError
		Units int `json:"units"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return 0, err
	}
	if out.Error.Status == 429 || out.Error.Code == "rate_limited" {
		log.Println("stock: rate limited")
		return 0, nil
	}
	if strings.Contains(out.Error.Message, "unknown article") {
		return 0, nil
	}
	return out.Units, nil
}

// Reserve posts to the stock service.
func (h *Hub) Reserve(ctx context.Context, cnk string, n int) error {
	body := strings.NewReader(fmt.Sprintf(`{"cnk":%q,"n":%d}`, cnk, n))
	for {
		resp, err := h.hc.Post(stockBase+"/reservations", "application/json", body)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusTooManyRequests:
			continue
		case http.StatusUnprocessableEntity:
			return errors.New("stock: reservation refused")
		case http.StatusCreated:
			return nil
		}
		return fmt.Errorf("stock: %s", resp.Status)
	}
}

// Backorders gives bytes of the stock service.
func (h *Hub) Backorders() ([]byte, error) {
	resp, err := http.Get(stockBase + "/backorders.csv")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// ---- the price service speaks XML

// Price looks a price up.
func (h *Hub) Price(cnk string) (cents int, err error) {
	resp, err := h.hc.Get(pricesBase + "/lookup?cnk=" + cnk)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		log.Fatal("prices: banned again")
	}
	var doc struct {
		Cents int `xml:"price>cents"`
	}
	err = xml.NewDecoder(resp.Body).Decode(&doc)
	return doc.Cents, err
}

// ---- the PIM

// ManualPage fetches a page that people read.
func (h *Hub) ManualPage() (string, error) {
	resp, err := h.hc.Get(pimPages + "/docs/api/v4/errors.html")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// send is for pimBase only.
func (h *Hub) send(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, pimBase+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(h.pimUser, h.pimPass)
	return h.hc.Do(req)
}

func pimData(resp *http.Response, v any) error {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		b, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("pim: %s: %s", resp.Status, b)
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// Names waits when it has to.
func (h *Hub) Names(ctx context.Context, cnks []string) (names map[string]string, err error) {
	q, err := json.Marshal(map[string]any{"cnk": cnks})
	if err != nil {
		return nil, err
	}
	for wait := time.Second; wait < time.Minute; wait *= 2 {
		resp, err := h.send(ctx, http.MethodPost, "/products/names", q)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		err = pimData(resp, &names)
		return names, err
	}
	return nil, errors.New("pim: names: too busy")
}

// Groups does not wait.
func (h *Hub) Groups(ctx context.Context) (groups []string, err error) {
	resp, err := h.send(ctx, http.MethodGet, "/groups", nil) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	err = pimData(resp, &groups)
	return groups, err
}

var errPimBusy = errors.New("pim: busy")

// Sizes says that it would have to wait.
func (h *Hub) Sizes(ctx context.Context) (sizes []int, err error) {
	resp, err := h.send(ctx, http.MethodGet, "/sizes", nil)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == 429 {
		resp.Body.Close()
		return nil, errPimBusy
	}
	err = pimData(resp, &sizes)
	return sizes, err
}

// Card needs two services for one card.
func (h *Hub) Card(ctx context.Context, cnk string) (name string, units int, err error) {
	sreq, err := http.NewRequestWithContext(ctx, http.MethodGet, stockBase+"/stock/"+cnk, nil)
	if err != nil {
		return "", 0, err
	}
	preq, err := http.NewRequestWithContext(ctx, http.MethodGet, pimBase+"/products/find?cnk="+cnk, nil)
	if err != nil {
		return "", 0, err
	}
	sresp, err := h.hc.Do(sreq)
	if err != nil {
		return "", 0, err
	}
	defer sresp.Body.Close()
	presp, err := h.hc.Do(preq) // want medipimretry/missing
	if err != nil {
		return "", 0, err
	}
	defer presp.Body.Close()
	var s struct{ Units int }
	var p struct{ Name string }
	if err := json.NewDecoder(sresp.Body).Decode(&s); err != nil {
		return "", 0, err
	}
	if err := json.NewDecoder(presp.Body).Decode(&p); err != nil { // want medipimunchecked/unchecked
		return "", 0, err
	}
	return p.Name, s.Units, nil
}

type pimProblem struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Alternatives would wait, if only the code were spelt like that.
func (h *Hub) Alternatives(ctx context.Context, cnk string) (alts []string, err error) {
	for n := 1; n <= 4; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, pimBase+"/alternatives?cnk="+cnk, nil)
		if err != nil {
			return nil, err
		}
		resp, err := h.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK {
			err = json.NewDecoder(resp.Body).Decode(&alts)
			resp.Body.Close()
			return alts, err
		}
		var prob pimProblem
		err = json.NewDecoder(resp.Body).Decode(&prob)
		resp.Body.Close()
		if err != nil {
			return nil, fmt.Errorf("pim: %s: %w", resp.Status, err)
		}
		if prob.Error.Code != "rate_limited" { // want medipimcode/unknown
			return nil, fmt.Errorf("pim: %s: %s", resp.Status, prob.Error.Message)
		}
		time.Sleep(time.Duration(n) * 3 * time.Second)
	}
	return nil, errPimBusy
}

// Interactions would wait, if only it read the status from where it is.
func (h *Hub) Interactions(ctx context.Context, cnk string) (found []string, err error) {
	for n := 1; ; n++ {
		resp, err := h.hc.Get(pimBase + "/interactions?cnk=" + cnk)
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 == 2 {
			err = json.Unmarshal(b, &found)
			return found, err
		}
		var prob pimProblem
		if err := json.Unmarshal(b, &prob); err != nil {
			return nil, fmt.Errorf("pim: %s: %w", resp.Status, err)
		}
		if prob.Error.Status == http.StatusTooManyRequests && n < 5 { // want medipimstatus/branch
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Duration(n) * time.Second):
			}
			continue
		}
		return nil, fmt.Errorf("pim: %s: %s", resp.Status, prob.Error.Message)
	}
}

// Photos would wait by the code, which is right.
func (h *Hub) Photos(ctx context.Context, cnk string) (urls []string, err error) {
	for n := 1; ; n++ {
		resp, err := h.hc.Get(pimBase + "/photos?cnk=" + cnk)
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 {
			err = json.Unmarshal(b, &urls)
			return urls, err
		}
		var prob pimProblem
		_ = json.Unmarshal(b, &prob)
		if prob.Error.Code == "too_many_requests" && n < 5 {
			time.Sleep(time.Duration(n) * time.Second)
			continue
		}
		return nil, fmt.Errorf("pim: %s: %s", resp.Status, prob.Error.Message)
	}
}
