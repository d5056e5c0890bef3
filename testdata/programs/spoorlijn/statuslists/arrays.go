package statuslists

import (
	"context"
	"fmt"
	"slices"
	"time"
)

var arr = [...]int{500, 502, 503}

func (c *Client) ArrayRange(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		again := false
		for _, s := range arr {
			if s == resp.StatusCode { // want medipimretry/incomplete
				again = true
			}
		}
		if again {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var arrGood = [...]int{429, 502, 503}

func (c *Client) ArrayRangeGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		again := false
		for _, s := range arrGood {
			if s == resp.StatusCode {
				again = true
			}
		}
		if again {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var arr2 = [...]int{500, 502, 503}

func (c *Client) ArraySlice(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(arr2[:], resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var arr2Good = [...]int{429, 502, 503}

func (c *Client) ArraySliceGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(arr2Good[:], resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var arr3 = [600]bool{500: true, 502: true, 503: true}

func (c *Client) ArrayIndexed(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if arr3[resp.StatusCode] { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var arr3Good = [600]bool{429: true, 502: true, 503: true}

func (c *Client) ArrayIndexedGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if arr3Good[resp.StatusCode] {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var ranges = []struct{ from, to int }{{500, 504}, {520, 530}}

func (c *Client) Ranges(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		again := false
		for _, r := range ranges {
			if resp.StatusCode >= r.from && resp.StatusCode <= r.to { // want medipimretry/incomplete
				again = true
				break
			}
		}
		if again {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var rangesGood = []struct{ from, to int }{{429, 504}, {520, 530}}

func (c *Client) RangesGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		again := false
		for _, r := range rangesGood {
			if resp.StatusCode >= r.from && resp.StatusCode <= r.to {
				again = true
				break
			}
		}
		if again {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}
