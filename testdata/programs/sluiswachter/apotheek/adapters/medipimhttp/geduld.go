package medipimhttp

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Geduldig wacht op alles wat voorbijgaat.
type Geduldig struct{ Eerste time.Duration }

// Wachttijd is een zuiver beleid; het kent alleen de status.
func (g Geduldig) Wachttijd(status, poging int) (time.Duration, bool) {
	switch {
	case poging > 5:
		return 0, false
	case status == http.StatusTooManyRequests, status >= 500:
		return max(g.Eerste, time.Second) << poging, true
	}
	return 0, false
}

// Merken gebruikt het geduldige beleid.
func (a *Adapter) Merken(ctx context.Context, g Geduldig) ([]string, error) {
	for poging := 0; ; poging++ {
		req, err := a.verzoek(ctx, "/v4/brands/query", `{}`)
		if err != nil {
			return nil, err
		}
		resp, err := a.doer.Do(req)
		if err != nil {
			return nil, err
		}
		if na, ok := g.Wachttijd(resp.StatusCode, poging); ok {
			resp.Body.Close()
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(na):
			}
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("merken: %s", resp.Status)
		}
		var namen []string
		if err := json.NewDecoder(resp.Body).Decode(&namen); err != nil {
			return nil, err
		}
		return namen, nil
	}
}
