package statuslists

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"
)

var builtSet = setOf(500, 502, 503)

func setOf(list ...int) map[int]struct{} {
	m := make(map[int]struct{}, len(list))
	for _, s := range list {
		m[s] = struct{}{}
	}
	return m
}

func (c *Client) BuiltSet(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		_, again := builtSet[resp.StatusCode]
		if again { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var builtSetGood = setOfGood(429, 502, 503)

func setOfGood(list ...int) map[int]struct{} {
	m := make(map[int]struct{}, len(list))
	for _, s := range list {
		m[s] = struct{}{}
	}
	return m
}

func (c *Client) BuiltSetGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		_, again := builtSetGood[resp.StatusCode]
		if again {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

func transientStatuses() []int { return []int{500, 502, 503} }

func (c *Client) BuiltList(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(transientStatuses(), resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

func transientStatusesGood() []int { return []int{429, 502, 503} }

func (c *Client) BuiltListGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(transientStatusesGood(), resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var builtList = gatewayStatuses()

func gatewayStatuses() []int {
	var l []int
	for s := 500; s <= 504; s++ {
		l = append(l, s)
	}
	return l
}

func (c *Client) BuiltListVar(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(builtList, resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var builtListGood = gatewayStatusesGood()

func gatewayStatusesGood() []int {
	var l []int
	for s := 429; s <= 504; s++ {
		l = append(l, s)
	}
	return l
}

func (c *Client) BuiltListVarGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if slices.Contains(builtListGood, resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var builtFor = func() map[int]bool {
	m := map[int]bool{}
	for s := 500; s < 600; s++ {
		m[s] = true
	}
	return m
}()

func (c *Client) BuiltFor(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if builtFor[resp.StatusCode] { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

var builtForGood = func() map[int]bool {
	m := map[int]bool{}
	for s := 429; s < 600; s++ {
		m[s] = true
	}
	return m
}()

func (c *Client) BuiltForGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if builtForGood[resp.StatusCode] {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

type statusSet map[int]struct{}

func newStatusSet(ss ...int) statusSet {
	set := statusSet{}
	for _, s := range ss {
		set[s] = struct{}{}
	}
	return set
}

func (s statusSet) Has(i int) bool { _, ok := s[i]; return ok }

var again5xx = newStatusSet(http.StatusBadGateway, http.StatusServiceUnavailable)

func (c *Client) StatusSet(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if again5xx.Has(resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

type statusSetGood map[int]struct{}

func newStatusSetGood(ss ...int) statusSetGood {
	set := statusSetGood{}
	for _, s := range ss {
		set[s] = struct{}{}
	}
	return set
}

func (s statusSetGood) Has(i int) bool { _, ok := s[i]; return ok }

var again5xxGood = newStatusSetGood(http.StatusTooManyRequests, http.StatusServiceUnavailable)

func (c *Client) StatusSetGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}

		if again5xxGood.Has(resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

func (c *Client) LocalBuilt(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		set := map[int]bool{}
		for _, s := range []int{500, 502} {
			set[s] = true
		}
		if set[resp.StatusCode] { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

func (c *Client) LocalBuiltGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		set := map[int]bool{}
		for _, s := range []int{429, 502} {
			set[s] = true
		}
		if set[resp.StatusCode] {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

func (c *Client) LocalList(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		list := make([]int, 0, 4)
		list = append(list, 500, 502)
		if slices.Contains(list, resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}

func (c *Client) LocalListGood(ctx context.Context, path string) error {
	for attempt := range 4 {
		req, err := c.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		list := make([]int, 0, 4)
		list = append(list, 429, 502)
		if slices.Contains(list, resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return fmt.Errorf("gave up")
}
