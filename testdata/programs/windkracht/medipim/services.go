package medipim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"net/http"
	"net/url"
	"strings"
)

type Product struct {
	ID   string            `json:"id"`
	Name map[string]string `json:"name"`
}

type ProductsService struct{ client *Client }

// Find returns nil when there is no such product.
func (s *ProductsService) Find(ctx context.Context, id string) (*Product, error) {
	req, err := s.client.newRequest(ctx, "GET", "/products/find?id="+url.QueryEscape(id), nil)
	if err != nil {
		return nil, err
	}
	p := new(Product)
	switch err := s.client.do(req, p); {
	case err == nil:
		return p, nil
	case statusOf(err) == http.StatusNotFound:
		return nil, nil
	default:
		return nil, err
	}
}

func statusOf(err error) int {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Response.StatusCode
	}
	return 0
}

// List pages through the products.
func (s *ProductsService) List(ctx context.Context, filter map[string]any) iter.Seq2[*Product, error] {
	return func(yield func(*Product, error) bool) {
		for n := 0; ; n++ {
			var page struct {
				Results []*Product `json:"results"`
				More    bool       `json:"more"`
			}
			req, err := s.client.newRequest(ctx, "POST", "/products/query", map[string]any{"filter": filter, "page": n})
			if err == nil {
				err = s.client.do(req, &page)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for _, p := range page.Results {
				if !yield(p, nil) {
					return
				}
			}
			if !page.More {
				return
			}
		}
	}
}

// Save returns what was refused.
func (s *ProductsService) Save(ctx context.Context, p *Product) ([]Violation, error) {
	req, err := s.client.newRequest(ctx, "PUT", "/products/"+p.ID, p)
	if err != nil {
		return nil, err
	}
	err = s.client.do(req, nil)
	if e, bad := IsInvalid(err); bad {
		return e.Violations, err
	}
	return nil, err
}

// SaveAll logs and goes on.
func (s *ProductsService) SaveAll(ctx context.Context, ps ...*Product) (failed int) {
	for _, p := range ps {
		req, err := s.client.newRequest(ctx, "PUT", "/products/"+p.ID, p)
		if err != nil {
			failed++
			continue
		}
		err = s.client.do(req, nil)
		if e, bad := IsInvalid(err); bad {
			for _, v := range e.Violations {
				log.Printf("product %s: %s %s", p.ID, v.Path, v.Message)
			}
			failed++
		} else if err != nil {
			log.Printf("product %s: %v", p.ID, err)
			failed++
		}
	}
	return failed
}

// FilesService downloads.
type FilesService struct{ client *Client }

// Text is nil only when there is none.
func (s *FilesService) Text(ctx context.Context, id string) ([]byte, error) {
	req, err := s.client.newRequest(ctx, "GET", "/media/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	return io.ReadAll(resp.Body) // want medipimunchecked/partial
}

// Meta knows three statuses.
func (s *FilesService) Meta(ctx context.Context, id string) (map[string]any, error) {
	req, err := s.client.newRequest(ctx, "GET", "/media/"+id+"/meta", nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return nil, errors.New("medipim: check the key")
	case http.StatusNotFound:
		return nil, errors.New("medipim: no such file")
	}
	meta := make(map[string]any)
	if err := json.NewDecoder(resp.Body).Decode(&meta); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return meta, nil
}

// MetaStrict knows one: 200.
func (s *FilesService) MetaStrict(ctx context.Context, id string) (map[string]any, error) {
	req, err := s.client.newRequest(ctx, "GET", "/media/"+id+"/meta", nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return nil, errors.New("medipim: check the key")
	case http.StatusOK:
		meta := make(map[string]any)
		return meta, json.NewDecoder(resp.Body).Decode(&meta)
	}
	return nil, fmt.Errorf("medipim: file %s: %s", id, resp.Status)
}

// Owners looks only for the server's own errors.
func (s *FilesService) Owners(ctx context.Context, id string) ([]string, error) {
	req, err := s.client.newRequest(ctx, "GET", "/media/"+id+"/owners", nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return nil, errors.New("medipim: " + resp.Status)
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var owners []string
	err = json.Unmarshal(b, &owners) // want medipimunchecked/partial
	return owners, err
}

// Open hands the status up with the reader.
func (s *FilesService) Open(ctx context.Context, id string) (int, io.ReadCloser, error) {
	req, err := s.client.newRequest(ctx, "GET", "/media/"+id+"/content", nil)
	if err != nil {
		return 0, nil, err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	return resp.StatusCode, resp.Body, nil
}

// Bytes returns them with the status they came with.
func (s *FilesService) Bytes(ctx context.Context, id string) (status int, body []byte, err error) {
	req, err := s.client.newRequest(ctx, "GET", "/media/"+id+"/content", nil)
	if err != nil {
		return 0, nil, err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(resp.Body)
	return resp.StatusCode, body, err
}

// Title looks at the status after the decode, and before the use.
func (s *FilesService) Title(ctx context.Context, id string) (string, error) {
	req, err := s.client.newRequest(ctx, "GET", "/media/"+id+"/title", nil)
	if err != nil {
		return "", err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var out struct {
		Title string `json:"title"`
		Error *Error `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return "", err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		if out.Error == nil {
			return "", errors.New(resp.Status)
		}
		out.Error.Response = resp
		return "", out.Error
	}
	return strings.TrimSpace(out.Title), nil
}
