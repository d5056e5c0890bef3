package statuslists

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"time"
)

var sortedList = []int{500, 502, 503, 504}

func (c *Client) SearchInts(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		i := sort.SearchInts(sortedList, resp.StatusCode)
		if i < len(sortedList) && sortedList[i] == resp.StatusCode { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var sortedListGood = []int{429, 502, 503, 504}

func (c *Client) SearchIntsGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		i := sort.SearchInts(sortedListGood, resp.StatusCode)
		if i < len(sortedListGood) && sortedListGood[i] == resp.StatusCode {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var binList = []int{500, 502, 503, 504}

func (c *Client) BinarySearch(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		_, found := slices.BinarySearch(binList, resp.StatusCode)
		if found { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var binListGood = []int{429, 502, 503, 504}

func (c *Client) BinarySearchGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		_, found := slices.BinarySearch(binListGood, resp.StatusCode)
		if found {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var codeSorted = []string{"server_error"}

func (c *Client) CodeSorted(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		var e struct {
			Error struct{ Code, Message string }
		}
		_ = json.NewDecoder(resp.Body).Decode(&e)
		i := sort.SearchStrings(codeSorted, e.Error.Code)
		if i < len(codeSorted) && codeSorted[i] == e.Error.Code { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var codeSortedGood = []string{"too_many_requests"}

func (c *Client) CodeSortedGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		var e struct {
			Error struct{ Code, Message string }
		}
		_ = json.NewDecoder(resp.Body).Decode(&e)
		i := sort.SearchStrings(codeSortedGood, e.Error.Code)
		if i < len(codeSortedGood) && codeSortedGood[i] == e.Error.Code {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var idxList = []int{500, 502}

func (c *Client) IndexFunc(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.ContainsFunc(idxList, func(s int) bool { return s == resp.StatusCode }) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var idxListGood = []int{429, 502}

func (c *Client) IndexFuncGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.IndexFunc(idxListGood, func(s int) bool { return s == resp.StatusCode }) >= 0 {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}
