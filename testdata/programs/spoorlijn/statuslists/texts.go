package statuslists

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

var strList = "500,502,503"

func (c *Client) StringList(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if strings.Contains(strList, strconv.Itoa(resp.StatusCode)) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var strListGood = "429,502,503"

func (c *Client) StringListGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if strings.Contains(strListGood, strconv.Itoa(resp.StatusCode)) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var strSplit = strings.Split("500,502,503", ",")

func (c *Client) StringSplit(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(strSplit, strconv.Itoa(resp.StatusCode)) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var strSplitGood = strings.Split("429,502,503", ",")

func (c *Client) StringSplitGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(strSplitGood, strconv.Itoa(resp.StatusCode)) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var fields = strings.Fields("500 502 503")

func (c *Client) StringFields(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(fields, strconv.Itoa(resp.StatusCode)) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var fieldsGood = strings.Fields("429 502 503")

func (c *Client) StringFieldsGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(fieldsGood, strconv.Itoa(resp.StatusCode)) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var keyed = map[int]string{500: "broken", 502: "bad gateway"}

func (c *Client) MapsKeys(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(slices.Collect(maps.Keys(keyed)), resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var keyedGood = map[int]string{429: "busy", 502: "bad gateway"}

func (c *Client) MapsKeysGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(slices.Collect(maps.Keys(keyedGood)), resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}
