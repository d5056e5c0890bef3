// Package uitpython is medipim_sync.py, regel voor regel overgezet.
package uitpython

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// requests.codes
const (
	codesOK      = 200
	codesTooMany = 429
)

// MedipimSession is requests.Session with auth and a base url.
type MedipimSession struct {
	BaseURL string
	Auth    [2]string
	Timeout time.Duration
}

// Response is requests.Response: the content has been read.
type Response struct {
	StatusCode int
	Headers    http.Header
	Content    []byte
	URL        string
}

func (r *Response) Ok() bool { return r.StatusCode < 400 }

func (r *Response) RaiseForStatus() error {
	if 400 <= r.StatusCode && r.StatusCode < 600 {
		return &HTTPError{Response: r}
	}
	return nil
}

func (r *Response) JSON(v any) error { return json.Unmarshal(r.Content, v) }

type HTTPError struct{ Response *Response }

func (e *HTTPError) Error() string {
	return fmt.Sprintf("%d error for url %s", e.Response.StatusCode, e.Response.URL)
}

func (s *MedipimSession) request(method, path string, data any) (*Response, error) {
	var body io.Reader
	if data != nil {
		b, err := json.Marshal(data)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, s.BaseURL+path, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(s.Auth[0], s.Auth[1])
	hc := &http.Client{Timeout: s.Timeout}
	resp, err := hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return &Response{resp.StatusCode, resp.Header, content, req.URL.String()}, nil
}

func (s *MedipimSession) Get(path string) (*Response, error) { return s.request("GET", path, nil) }

func (s *MedipimSession) Post(path string, data any) (*Response, error) {
	return s.request("POST", path, data)
}

type record map[string]any

// get_products: while True
func getProducts(s *MedipimSession) ([]record, error) {
	var out []record
	for page := 0; ; {
		r, err := s.Post("/v4/products/query", map[string]int{"page": page})
		if err != nil {
			return nil, err
		}
		if r.StatusCode == codesTooMany {
			wait, err := strconv.Atoi(r.Headers.Get("Retry-After"))
			if err != nil {
				wait = 5
			}
			time.Sleep(time.Duration(wait) * time.Second)
			continue
		}
		if err := r.RaiseForStatus(); err != nil {
			return nil, err
		}
		var got struct {
			Results []record `json:"results"`
		}
		if err := r.JSON(&got); err != nil {
			return nil, err
		}
		if len(got.Results) == 0 {
			return out, nil
		}
		out = append(out, got.Results...)
		page++
	}
}

// get_media: int(r.headers.get("Retry-After", 0))
func getMedia(s *MedipimSession, product string) ([]record, error) {
	for {
		r, err := s.Post("/v4/media/query", map[string]string{"product": product})
		if err != nil {
			return nil, err
		}
		if r.StatusCode == codesTooMany { // want medipimretry/immediate
			wait, _ := strconv.Atoi(r.Headers.Get("Retry-After"))
			time.Sleep(time.Duration(wait) * time.Second)
			continue
		}
		if r.StatusCode != codesOK {
			return nil, &HTTPError{r}
		}
		var out []record
		err = r.JSON(&out)
		return out, err
	}
}

// get_brands: raise_for_status and no except
func getBrands(s *MedipimSession) (out []record, err error) {
	r, err := s.Get("/v4/brands/all") // not reported: others retry what Get hands up, which is not the bare response
	if err != nil {
		return nil, err
	}
	if err = r.RaiseForStatus(); err != nil {
		return nil, err
	}
	err = r.JSON(&out)
	return out, err
}

// get_product: except HTTPError as e: if e.response.status_code == 429: sleep, again
func getProduct(s *MedipimSession, id string) (record, error) {
	for attempt := range 5 {
		rec, err := loadProduct(s, id)
		if err == nil {
			return rec, nil
		}
		if he, ok := errors.AsType[*HTTPError](err); ok && he.Response.StatusCode == codesTooMany {
			log.Printf("attempt %d: throttled", attempt)
			time.Sleep(20 * time.Second)
			continue
		}
		return nil, err
	}
	return nil, fmt.Errorf("%s: gave up", id)
}

func loadProduct(s *MedipimSession, id string) (rec record, err error) {
	r, err := s.Get("/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	if err := r.RaiseForStatus(); err != nil {
		return nil, err
	}
	err = r.JSON(&rec)
	return rec, err
}

// get_leaflet: if e.response.status_code in (404, 429): return None
func getLeaflet(s *MedipimSession, id string) ([]byte, error) {
	r, err := s.Get("/v4/leaflets/find?id=" + id)
	if err != nil {
		return nil, err
	}
	err = r.RaiseForStatus()
	var he *HTTPError
	if errors.As(err, &he) {
		if slices.Contains([]int{404, 429}, he.Response.StatusCode) { // want medipimretry/swallowed
			return nil, nil
		}
	}
	if err != nil {
		return nil, err
	}
	return r.Content, nil
}

// get_categories: except RequestException only; the status is looked at when it is too late
func getCategories(s *MedipimSession) (out []record, err error) {
	var r *Response
	for attempt := 1; attempt <= 3; attempt++ {
		r, err = s.Get("/v4/categories/all")
		if err == nil { // want medipimretry/incomplete
			break
		}
		time.Sleep(time.Duration(attempt) * time.Second)
	}
	if err != nil {
		return nil, err
	}
	if !r.Ok() {
		return nil, &HTTPError{r}
	}
	err = r.JSON(&out)
	return out, err
}

// put_label: the response travels in the error
func putLabel(s *MedipimSession, id, label string) error {
	for {
		r, err := s.Post("/v4/labels", map[string]string{"id": id, "label": label})
		if err != nil {
			return err
		}
		if r.StatusCode == codesTooMany {
			time.Sleep(time.Minute)
			continue
		}
		err = r.RaiseForStatus()
		var he *HTTPError
		if errors.As(err, &he) && he.Response.StatusCode == 422 {
			return fmt.Errorf("label %s: %w", id, &HTTPError{Response: r})
		}
		return err
	}
}

// put_price: print("invalid price")
func putPrice(s *MedipimSession, id string, price float64) error {
	for {
		r, err := s.Post("/v4/prices", map[string]any{"id": id, "price": price})
		if err != nil {
			return err
		}
		switch {
		case r.Ok():
			return nil
		case r.StatusCode == codesTooMany:
			time.Sleep(time.Minute)
		case r.StatusCode == 422: // want medipimviolations/dropped
			fmt.Printf("%s: invalid price %.2f\n", id, price)
			return nil
		default:
			return r.RaiseForStatus()
		}
	}
}

// Main is __main__.
func Main(s *MedipimSession) error {
	products, err := getProducts(s)
	if err != nil {
		return err
	}
	brands, err := getBrands(s)
	if err != nil {
		return err
	}
	categories, err := getCategories(s)
	if err != nil {
		return err
	}
	log.Println(len(products), "products", len(brands), "brands", len(categories), "categories")
	for _, p := range products {
		id := fmt.Sprint(p["id"])
		if _, err := getProduct(s, id); err != nil {
			return err
		}
		if _, err := getMedia(s, id); err != nil {
			return err
		}
		if _, err := getLeaflet(s, id); err != nil {
			return err
		}
		if err := errors.Join(putLabel(s, id, "seen"), putPrice(s, id, 1)); err != nil {
			return err
		}
	}
	return nil
}
