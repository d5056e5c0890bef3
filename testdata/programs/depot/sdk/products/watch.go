package products

import (
	"context"
	"errors"
	"log"
	"time"
)

// Refresh meets the sentinel and asks again at once, without any pause.
func (s *Service) Refresh(ctx context.Context, q any) ([]Item, error) {
	for {
		items, err := s.QueryBusy(ctx, q)
		if errors.Is(err, ErrBusy) { // want medipimretry/immediate
			continue
		}
		return items, err
	}
}

// RefreshGently meets the sentinel and sleeps before the next round.
func (s *Service) RefreshGently(ctx context.Context, q any) ([]Item, error) {
	for {
		items, err := s.QueryBusy(ctx, q)
		if errors.Is(err, ErrBusy) {
			time.Sleep(10 * time.Second)
			continue
		}
		return items, err
	}
}

// Warm meets the sentinel, writes a line and calls it a success.
func (s *Service) Warm(ctx context.Context, q any) error {
	_, err := s.QueryBusy(ctx, q)
	if errors.Is(err, ErrBusy) { // want medipimretry/swallowed
		log.Print("cache not warmed")
		return nil
	}
	return err
}

// WarmOrSay writes the line and still hands the sentinel up.
func (s *Service) WarmOrSay(ctx context.Context, q any) error {
	_, err := s.QueryBusy(ctx, q)
	if errors.Is(err, ErrBusy) {
		log.Print("cache not warmed")
		return err
	}
	return err
}
