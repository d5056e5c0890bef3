package statuslists

import (
	"context"
	"fmt"
	"slices"
	"time"
)

var initMap map[int]bool

func init() {
	initMap = map[int]bool{500: true, 503: true}
}

func (c *Client) InitMap(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if initMap[resp.StatusCode] { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var initMapGood map[int]bool

func init() {
	initMapGood = map[int]bool{429: true, 503: true}
}

func (c *Client) InitMapGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if initMapGood[resp.StatusCode] {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var initMap2 = map[int]bool{}

func init() {
	initMap2[500] = true
	initMap2[503] = true
}

func (c *Client) InitMapUpdates(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if initMap2[resp.StatusCode] { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var initMap2Good = map[int]bool{}

func init() {
	initMap2Good[429] = true
	initMap2Good[503] = true
}

func (c *Client) InitMapUpdatesGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if initMap2Good[resp.StatusCode] {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var initList []int

func init() {
	initList = append(initList, 500, 502)
}

func (c *Client) InitAppend(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(initList, resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var initListGood []int

func init() {
	initListGood = append(initListGood, 429, 502)
}

func (c *Client) InitAppendGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(initListGood, resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}
