package supplier

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
)

// Price answers a reached limit with a price of nothing.
func (m *MedipimSupplier) Price(ctx context.Context, id int) (float64, error) {
	req, err := m.build(ctx, "/v4/prices/query", map[string]int{"id": id})
	if err != nil {
		return 0, err
	}
	resp, err := m.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		return 0, nil
	}
	if err := translateOld(resp); err != nil {
		return 0, err
	}
	var out struct {
		Price float64 `json:"price"`
	}
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out.Price, err
}

// translateOld is a check for every error alike.
func translateOld(resp *http.Response) error {
	if resp.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("supplier: unexpected %s", resp.Status)
	}
	return nil
}

// Cost gives the same status to its caller as the sentinel.
func (m *MedipimSupplier) Cost(ctx context.Context, id int) (float64, error) {
	req, err := m.build(ctx, "/v4/costs/query", map[string]int{"id": id})
	if err != nil {
		return 0, err
	}
	resp, err := m.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return 0, ErrBusy
	}
	if err := translateOld(resp); err != nil {
		return 0, err
	}
	var out struct {
		Price float64 `json:"price"`
	}
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out.Price, err
}

// Order knows 422 and says only that the order was refused.
func (m *MedipimSupplier) Order(ctx context.Context, lines map[int]int) error {
	req, err := m.build(ctx, "/v4/orders", lines)
	if err != nil {
		return err
	}
	resp, err := m.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return ErrBusy
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return ErrRefused
	}
	return translateOld(resp)
}

// Reorder wraps the raw body, violations and all, into its refusal.
func (m *MedipimSupplier) Reorder(ctx context.Context, id int) error {
	req, err := m.build(ctx, "/v4/orders/again", map[string]int{"id": id})
	if err != nil {
		return err
	}
	resp, err := m.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return ErrBusy
	case http.StatusUnprocessableEntity:
		why, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		return fmt.Errorf("%w: %s", ErrRefused, why)
	}
	return translateOld(resp)
}

// Related passes the sentinel over, so that a page looks as if nothing were related.
func (m *MedipimSupplier) Related(ctx context.Context, id int) ([]Article, error) {
	var out []Article
	err := m.call(ctx, "/v4/products/related", map[string]int{"id": id}, &out)
	if errors.Is(err, ErrBusy) { // want medipimretry/swallowed
		log.Printf("no related articles for %d: busy", id)
		return nil, nil
	}
	return out, err
}

// Similar waits on the sentinel and calls again.
func (m *MedipimSupplier) Similar(ctx context.Context, id int) ([]Article, error) {
	for range 3 {
		var out []Article
		err := m.call(ctx, "/v4/products/similar", map[string]int{"id": id}, &out)
		if errors.Is(err, ErrBusy) {
			time.Sleep(2 * time.Second)
			continue
		}
		return out, err
	}
	return nil, ErrBusy
}

// Basket calls again on the sentinel without a pause.
func (m *MedipimSupplier) Basket(ctx context.Context, ids []int) ([]Article, error) {
	for range 3 {
		var out []Article
		err := m.call(ctx, "/v4/products/query", map[string][]int{"ids": ids}, &out)
		if errors.Is(err, ErrBusy) { // want medipimretry/immediate
			continue
		}
		return out, err
	}
	return nil, ErrBusy
}

// Images never looks at the status: not for 429, not before the decode.
func (m *MedipimSupplier) Images(ctx context.Context, id int) ([]string, error) {
	req, err := m.build(ctx, "/v4/media/query", map[string]int{"id": id})
	if err != nil {
		return nil, err
	}
	resp, err := m.client.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var urls []string
	if err := json.Unmarshal(data, &urls); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return urls, nil
}

// Leaflet tells 429 apart and lets every other failure through as the leaflet's text.
func (m *MedipimSupplier) Leaflet(ctx context.Context, id int) ([]byte, error) {
	req, err := m.build(ctx, "/v4/leaflets", map[string]int{"id": id})
	if err != nil {
		return nil, err
	}
	resp, err := m.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, ErrBusy
	}
	return io.ReadAll(resp.Body) // want medipimunchecked/partial
}

// Notice tells 429 apart and then has every error translated before it reads.
func (m *MedipimSupplier) Notice(ctx context.Context, id int) ([]byte, error) {
	req, err := m.build(ctx, "/v4/notices", map[string]int{"id": id})
	if err != nil {
		return nil, err
	}
	resp, err := m.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := translate(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}
