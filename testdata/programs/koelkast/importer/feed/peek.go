package feed

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Peek takes the first line, of whatever it is.
func (f *Feed) Peek(ctx context.Context, filter string) (json.RawMessage, error) {
	req, err := f.start(ctx, filter)
	if err != nil {
		return nil, err
	}
	resp, err := f.http.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	first, err := bufio.NewReader(resp.Body).ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	var r row
	if err := json.Unmarshal(first, &r); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return r.Result, nil
}

// First takes the first line of a stream that was checked.
func (f *Feed) First(ctx context.Context, filter string) (json.RawMessage, error) {
	req, err := f.start(ctx, filter)
	if err != nil {
		return nil, err
	}
	resp, err := f.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return nil, fmt.Errorf("first line: %w", ErrLimit)
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("first line: %s", resp.Status)
	}
	first, err := bufio.NewReader(resp.Body).ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	var r row
	if err := json.Unmarshal(first, &r); err != nil {
		return nil, err
	}
	return r.Result, nil
}
