// Package catalog is the domain's view of the products.
package catalog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"example.com/windkracht/mptransport"
)

type Article struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Service answers from the API, through the full stack of layers.
type Service struct {
	root string
	c    *http.Client
}

func NewService(root, id, key string) *Service {
	return &Service{root: root, c: mptransport.NewMedipimClient(id, key, slog.Default())}
}

// Article needs no look at the status: the client's last layer has one.
func (s *Service) Article(ctx context.Context, id string) (*Article, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.root+"/v4/products/find?id="+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.c.Do(req)
	if err != nil {
		if se, ok := errors.AsType[*mptransport.StatusError](err); ok && se.StatusCode == http.StatusNotFound {
			return nil, nil
		}
		return nil, err
	}
	defer resp.Body.Close()
	a := new(Article)
	return a, json.NewDecoder(resp.Body).Decode(a)
}

// Raw is for the archive.
func (s *Service) Raw(ctx context.Context, id string) ([]byte, error) {
	resp, err := s.c.Post(s.root+"/v4/products/query", "application/json", bytes.NewReader([]byte(`{"id":"`+id+`"}`)))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Wait polls until the article exists.
func (s *Service) Wait(ctx context.Context, id string) (*Article, error) {
	t := time.NewTicker(30 * time.Second)
	defer t.Stop()
	for {
		a, err := s.Article(ctx, id)
		if a != nil || err != nil {
			return a, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-t.C:
		}
	}
}

// Lenient uses the client that leaves the status alone.
type Lenient struct {
	root string
	c    *http.Client
}

func NewLenient(root, id, key string) Lenient {
	return Lenient{root, mptransport.NewLenientMedipimClient(id, key)}
}

func (l Lenient) Label(id string) (string, error) {
	resp, err := l.c.Get(l.root + "/v4/products/find?fields=label&id=" + id)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("label of %s: %s", id, resp.Status)
	}
	var a Article
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return "", err
	}
	return a.Label, nil
}

// Nightly uses the client with only a limiter.
type Nightly struct {
	root string
	c    *http.Client
}

func NewNightly(root, id, key string) *Nightly {
	return &Nightly{root: root, c: mptransport.NewLimitedMedipimClient(id, key)}
}

func (n *Nightly) Dump(ctx context.Context, kind string, to io.Writer) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, n.root+"/v4/"+kind+"/stream", http.NoBody)
	if err != nil {
		return err
	}
	resp, err := n.c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("dump %s: %s", kind, resp.Status)
	}
	_, err = io.Copy(to, resp.Body)
	return err
}
