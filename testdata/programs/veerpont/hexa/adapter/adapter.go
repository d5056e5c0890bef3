// Package adapter has the adapters of domain.Products.
//
//medipimlint:client
package adapter

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/eapache/go-resiliency/retrier"
	jbackoff "github.com/jpillora/backoff"
	"github.com/sony/gobreaker/v2"
	"go.uber.org/ratelimit"
	"golang.org/x/time/rate"

	"example.com/veerpont/hexa/domain"
)

func decode[T any](resp *http.Response) (v T, err error) {
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

// Breaker opens after five failures. It does not try again.
type Breaker struct {
	cb *gobreaker.CircuitBreaker[*http.Response]
	hc *http.Client
}

func NewBreaker() *Breaker {
	return &Breaker{hc: &http.Client{}, cb: gobreaker.NewCircuitBreaker[*http.Response](gobreaker.Settings{Name: "products", Timeout: time.Minute})}
}

func (b *Breaker) Product(ctx context.Context, id int) (*domain.Product, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/products/%d", domain.Source, id), nil)
	if err != nil {
		return nil, err
	}
	resp, err := b.cb.Execute(func() (*http.Response, error) {
		resp, err := b.hc.Do(req) // want medipimretry/missing
		if err == nil && resp.StatusCode >= 400 {
			return nil, domain.Refusal(resp)
		}
		return resp, err
	})
	if err != nil {
		return nil, err
	}
	p, err := decode[domain.Product](resp)
	return &p, err
}

// Limited keeps to a hundred a minute, as long as no other program has the same key.
type Limited struct {
	lim *rate.Limiter
	hc  *http.Client
}

func NewLimited() *Limited {
	return &Limited{lim: rate.NewLimiter(rate.Every(time.Minute/100), 5), hc: &http.Client{Timeout: 30 * time.Second}}
}

func (l *Limited) query(ctx context.Context, body []byte) (*http.Request, error) {
	if err := l.lim.Wait(ctx); err != nil {
		return nil, err
	}
	return http.NewRequestWithContext(ctx, http.MethodPost, domain.Source+"/products/query", bytes.NewReader(body))
}

func (l *Limited) Search(ctx context.Context, text string) ([]domain.Product, error) {
	req, err := l.query(ctx, []byte(strconv.Quote(text)))
	if err != nil {
		return nil, err
	}
	resp, err := l.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.StatusCode > 299 {
		return nil, domain.Refusal(resp)
	}
	return decode[[]domain.Product](resp)
}

// SearchPatiently keeps to the pace and waits when that was not enough.
func (l *Limited) SearchPatiently(ctx context.Context, text string) ([]domain.Product, error) {
	for wait := time.Second; ; wait *= 2 {
		req, err := l.query(ctx, []byte(strconv.Quote(text)))
		if err != nil {
			return nil, err
		}
		resp, err := l.hc.Do(req)
		switch {
		case err != nil:
			return nil, err
		case resp.StatusCode == http.StatusTooManyRequests && wait < time.Minute:
			resp.Body.Close()
			time.Sleep(wait)
		case resp.StatusCode > 299:
			return nil, domain.Refusal(resp)
		default:
			return decode[[]domain.Product](resp)
		}
	}
}

// Paced is Limited with another library.
type Paced struct {
	take ratelimit.Limiter
	b    jbackoff.Backoff
}

func NewPaced() *Paced {
	return &Paced{take: ratelimit.New(90, ratelimit.Per(time.Minute)), b: jbackoff.Backoff{Min: time.Second, Max: time.Minute, Jitter: true}}
}

func (p *Paced) Titles(ids ...int) ([]string, error) {
	var titles []string
	for _, id := range ids {
		p.take.Take()
		resp, err := http.Get(domain.Source + "/products/" + strconv.Itoa(id)) // want medipimretry/missing
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusOK {
			return nil, domain.Refusal(resp)
		}
		pr, err := decode[domain.Product](resp)
		if err != nil {
			return nil, err
		}
		titles = append(titles, pr.Title)
	}
	return titles, nil
}

// Title waits as the backoff of the struct says; Reset starts it anew.
func (p *Paced) Title(id int) (string, error) {
	defer p.b.Reset()
again:
	p.take.Take()
	resp, err := http.Get(domain.Source + "/products/" + strconv.Itoa(id))
	if err != nil {
		return "", err
	}
	if resp.StatusCode == http.StatusTooManyRequests && p.b.Attempt() < 8 {
		resp.Body.Close()
		time.Sleep(p.b.Duration())
		goto again
	}
	if resp.StatusCode != http.StatusOK {
		return "", domain.Refusal(resp)
	}
	pr, err := decode[domain.Product](resp)
	return pr.Title, err
}

// Retried goes through a retrier.
type Retried struct {
	r  *retrier.Retrier
	hc http.Client
}

func NewRetried() *Retried {
	return &Retried{r: retrier.New(retrier.ExponentialBackoff(5, 500*time.Millisecond), nil)}
}

// Product returns an error to the retrier for whatever is refused.
func (r *Retried) Product(ctx context.Context, id int) (p *domain.Product, err error) {
	err = r.r.RunCtx(ctx, func(ctx context.Context) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/products/%d", domain.Source, id), nil)
		if err != nil {
			return err
		}
		resp, err := r.hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 400 {
			return domain.Refusal(resp)
		}
		got, err := decode[domain.Product](resp)
		p = &got
		return err
	})
	return p, err
}

// Search looks after the retrier has been content.
func (r *Retried) Search(ctx context.Context, text string) ([]domain.Product, error) {
	var resp *http.Response
	err := r.r.Run(func() error { // want medipimretry/library
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, domain.Source+"/products/query", bytes.NewReader([]byte(strconv.Quote(text))))
		if err != nil {
			return err
		}
		resp, err = r.hc.Do(req)
		return err
	})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 300 {
		return nil, domain.Refusal(resp)
	}
	return decode[[]domain.Product](resp)
}

// Both has a breaker within a retrier: an error of the one is tried again by the other.
type Both struct {
	Breaker
	r *retrier.Retrier
}

func NewBoth() *Both {
	return &Both{Breaker: *NewBreaker(), r: retrier.New(retrier.ConstantBackoff(3, 2*time.Second), retrier.BlacklistClassifier{context.Canceled})}
}

func (b *Both) Search(ctx context.Context, text string) (out []domain.Product, err error) {
	err = b.r.Run(func() error {
		resp, err := b.cb.Execute(func() (*http.Response, error) {
			req, err := http.NewRequestWithContext(ctx, http.MethodPost, domain.Source+"/products/query", bytes.NewReader([]byte(strconv.Quote(text))))
			if err != nil {
				return nil, err
			}
			resp, err := b.hc.Do(req)
			if err != nil {
				return nil, err
			}
			if resp.StatusCode >= 300 {
				return nil, domain.Refusal(resp)
			}
			return resp, nil
		})
		if err != nil {
			return err
		}
		out, err = decode[[]domain.Product](resp)
		return err
	})
	return out, err
}

// Fast has no patience, and says so to its caller: a request within the second is not our use.
type Fast struct{ hc http.Client }

// ErrTooFast is the API's 429.
var ErrTooFast = errors.New("adapter: too fast")

func (f *Fast) Product(ctx context.Context, id int) (*domain.Product, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/products/%d", domain.Source, id), nil)
	if err != nil {
		return nil, err
	}
	resp, err := f.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, errors.Join(ErrTooFast, domain.Refusal(resp))
	}
	if resp.StatusCode == http.StatusNotFound {
		return nil, domain.Refusal(resp)
	}
	p, err := decode[domain.Product](resp) // want medipimunchecked/partial
	return &p, err
}
