package medipimsync

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

func (g *group) Go(f func() error) {
	g.wg.Go(func() {
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	})
}

func (g *group) Wait() error {
	g.wg.Wait()
	return g.err
}

// LoadAll is reported: inside the group's functions nothing knows of 429.
func (c *Client) LoadAll(ctx context.Context, ids []string) ([]Product, error) {
	out := make([]Product, len(ids))
	var g group
	for i, id := range ids {
		g.Go(func() error {
			req, err := c.get(ctx, "/v4/products/find?id="+id)
			if err != nil {
				return err
			}
			resp, err := c.hc.Do(req) // want medipimretry/missing
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return fmt.Errorf("load %s: %s", id, resp.Status)
			}
			return json.NewDecoder(resp.Body).Decode(&out[i])
		})
	}
	return out, g.Wait()
}

// LoadAllPatient is not reported: each function of the group waits and tries again on 429.
func (c *Client) LoadAllPatient(ctx context.Context, ids []string) ([]Product, error) {
	out := make([]Product, len(ids))
	var g group
	for i, id := range ids {
		g.Go(func() error {
			for wait := time.Second; ; wait *= 2 {
				req, err := c.get(ctx, "/v4/products/find?id="+id)
				if err != nil {
					return err
				}
				resp, err := c.hc.Do(req)
				if err != nil {
					return err
				}
				if resp.StatusCode == http.StatusTooManyRequests && wait < time.Minute {
					resp.Body.Close()
					if err := pause(ctx, wait); err != nil {
						return err
					}
					continue
				}
				defer resp.Body.Close()
				if resp.StatusCode != http.StatusOK {
					return fmt.Errorf("load %s: %s", id, resp.Status)
				}
				return json.NewDecoder(resp.Body).Decode(&out[i])
			}
		})
	}
	return out, g.Wait()
}
