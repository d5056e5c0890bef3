// Package loops has retry loops in odd styles.
package loops

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const api = "https://api.medipim.be/v4/"

var client = &http.Client{Timeout: 10 * time.Second}

func labelled(body []byte) (*http.Response, error) {
	attempts := 0
again:
	resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
	attempts++
	switch {
	case err != nil:
		return nil, err
	case resp.StatusCode == http.StatusTooManyRequests && attempts < 5:
		_ = resp.Body.Close()
		time.Sleep(time.Duration(math.Pow(2, float64(attempts))) * time.Second)
		goto again
	}
	return resp, nil
}

func doneFlag(body []byte) error {
	var done bool
	var n int
	for !done {
		resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case 200:
			done = true
		case 429:
			n++
			time.Sleep(time.Duration(n) * time.Second)
		default:
			return errors.New(resp.Status)
		}
	}
	return nil
}

func retryFlag(body []byte) error {
	retry := true
	for i := 0; retry && i < 5; i++ {
		resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		resp.Body.Close()
		retry = resp.StatusCode == 503 // want incomplete
		if retry {
			time.Sleep(time.Second)
		}
		if resp.StatusCode >= 400 && !retry {
			return errors.New(resp.Status)
		}
	}
	return nil
}

func lastError(ctx context.Context, body []byte) (out []byte, err error) {
	for i := 0; i < 3; i++ {
		if out, err = once(ctx, body); err == nil {
			return out, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(1<<i)*time.Second + rand.N(time.Second)):
		}
	}
	return nil, err
}

func once(ctx context.Context, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, "POST", api+"x", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode/100 != 2 {
		b, _ := io.ReadAll(resp.Body)
		return nil, fmt.Errorf("unexpected %d: %s", resp.StatusCode, b)
	}
	return io.ReadAll(resp.Body)
}

type temporary struct{ error }

func typed(ctx context.Context, body []byte) (out []byte, err error) {
	for i := 0; i < 3; i++ {
		out, err = classify(ctx, body)
		var t temporary
		if !errors.As(err, &t) {
			return out, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func classify(ctx context.Context, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, "POST", api+"x", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, temporary{err}
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, temporary{err}
	}
	switch code := resp.StatusCode; {
	case code < 300:
		return b, nil
	case code >= 500: // want incomplete
		return nil, temporary{fmt.Errorf("server: %s", b)}
	default:
		return nil, fmt.Errorf("client: %s", b)
	}
}

type statusErr int

func (s statusErr) Error() string { return "status " + strconv.Itoa(int(s)) }

func viaInterface(body []byte) error {
	for i := range 4 {
		err := send(body)
		if t, ok := err.(interface{ Temporary() bool }); ok && t.Temporary() {
			time.Sleep(time.Duration(i+1) * time.Second)
			continue
		}
		return err
	}
	return errors.New("gave up")
}

func send(body []byte) error {
	resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return tempErr(resp.StatusCode)
	}
	return nil
}

type tempErr int

func (s tempErr) Error() string   { return "status " + strconv.Itoa(int(s)) }
func (s tempErr) Temporary() bool { return s == 429 || s >= 500 }

func byText(body []byte) error {
	for i := range 4 {
		err := sendText(body)
		if err == nil {
			return nil
		}
		if !strings.Contains(err.Error(), "429") {
			return err
		}
		time.Sleep(time.Duration(i+1) * time.Second)
	}
	return errors.New("gave up")
}

func sendText(body []byte) error {
	resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("medipim: status %d", resp.StatusCode)
	}
	return nil
}

func byTextBroken(body []byte) error {
	for i := range 4 {
		err := sendText2(body)
		if err == nil {
			return nil
		}
		if !strings.Contains(err.Error(), "503") { // want incomplete
			return err
		}
		time.Sleep(time.Duration(i+1) * time.Second)
	}
	return errors.New("gave up")
}

func sendText2(body []byte) error {
	resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("medipim: status %d", resp.StatusCode)
	}
	return nil
}

type policy struct {
	codes []int
	max   int
	wait  func(n int) time.Duration
}

var standard = policy{codes: []int{429, 500, 502, 503, 504}, max: 4, wait: func(n int) time.Duration { return time.Second << n }}

func (p policy) retry(code int) bool { return slices.Contains(p.codes, code) }

func byPolicy(body []byte) error {
	for n := 0; n < standard.max; n++ {
		resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !standard.retry(resp.StatusCode) {
			return check(resp)
		}
		time.Sleep(standard.wait(n))
	}
	return errors.New("gave up")
}

func check(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

var table = map[int]time.Duration{http.StatusBadGateway: time.Second, http.StatusServiceUnavailable: 5 * time.Second}

func byTable(body []byte) error {
	for n := 0; n < 4; n++ {
		resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		resp.Body.Close()
		d, ok := table[resp.StatusCode]
		if !ok { // want incomplete
			return check(resp)
		}
		time.Sleep(d)
	}
	return errors.New("gave up")
}

func pages(ctx context.Context) (all []string, err error) {
	next := api + "products"
	for next != "" {
		resp, err := client.Get(next)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			time.Sleep(30 * time.Second)
			continue
		}
		if resp.StatusCode != 200 {
			return nil, errors.New(resp.Status)
		}
		var p struct {
			IDs  []string
			Next string
		}
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, p.IDs...)
		next = p.Next
	}
	return all, nil
}

func pagesBlind(ctx context.Context) (all []string, err error) {
	for page := 1; ; page++ {
		resp, err := client.Get(api + "products?page=" + strconv.Itoa(page)) // want missing
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 200 {
			return nil, errors.New(resp.Status)
		}
		var ids []string
		err = json.NewDecoder(resp.Body).Decode(&ids)
		resp.Body.Close()
		if err != nil || len(ids) == 0 {
			return all, err
		}
		all = append(all, ids...)
		time.Sleep(100 * time.Millisecond)
	}
}

func poll(ctx context.Context) {
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			resp, err := client.Get(api + "status") // want missing
			if err != nil {
				fmt.Println(err)
				continue
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				fmt.Println("status", resp.Status)
				continue
			}
			fmt.Println("fine")
		}
	}
}

func decrement(ids []string) error {
	for i := 0; i < len(ids); i++ {
		resp, err := client.Get(api + "products/" + ids[i])
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Second)
			i--
			continue
		}
		if resp.StatusCode >= 300 {
			return errors.New(resp.Status)
		}
	}
	return nil
}

func skipping(ids []string) error {
	for _, id := range ids {
		resp, err := client.Get(api + "products/" + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want swallowed
			fmt.Println("skipping", id)
			continue
		}
		if resp.StatusCode >= 300 {
			return errors.New(resp.Status)
		}
	}
	return nil
}

func onceMore(body []byte) (*http.Response, error) {
	resp, err := client.Post(api+"x", "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == 429 {
		resp.Body.Close()
		time.Sleep(10 * time.Second)
		resp, err = client.Post(api+"x", "application/json", bytes.NewReader(body))
	}
	return resp, err
}

func schedule(n int) {
	resp, err := client.Get(api + "ping")
	if err != nil {
		return
	}
	resp.Body.Close()
	if resp.StatusCode == 429 && n < 5 {
		time.AfterFunc(time.Second<<n, func() { schedule(n + 1) })
	}
}

func until(ctx context.Context, do func() (bool, error)) error {
	for {
		ok, err := do()
		if ok || err != nil {
			return err
		}
		t := time.NewTimer(time.Second)
		select {
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		case <-t.C:
		}
	}
}

func useUntil(ctx context.Context, id string) (p []byte, err error) {
	err = until(ctx, func() (bool, error) {
		resp, err := client.Get(api + "p/" + id)
		if err != nil {
			return false, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == 429 {
			return false, nil
		}
		if resp.StatusCode != 200 {
			return false, errors.New(resp.Status)
		}
		p, err = io.ReadAll(resp.Body)
		return true, err
	})
	return p, err
}

func retry[T any](n int, f func() (T, error), again func(error) bool) (v T, err error) {
	for i := range n {
		v, err = f()
		if err == nil || !again(err) {
			return v, err
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return v, err
}

func useRetry(id string) ([]byte, error) {
	return retry(3, func() ([]byte, error) { return fetch(id) }, func(err error) bool {
		var s statusErr
		return errors.As(err, &s) && (s == 429 || s > 499)
	})
}

func useRetryBroken(id string) ([]byte, error) {
	return retry(3, func() ([]byte, error) { return fetch2(id) }, func(err error) bool {
		var s statusErr
		return errors.As(err, &s) && s > 499 // want incomplete
	})
}

func fetch(id string) ([]byte, error) {
	resp, err := client.Get(api + "p/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, statusErr(resp.StatusCode)
	}
	return io.ReadAll(resp.Body)
}

func fetch2(id string) ([]byte, error) {
	resp, err := client.Get(api + "p/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, statusErr(resp.StatusCode)
	}
	return io.ReadAll(resp.Body)
}
