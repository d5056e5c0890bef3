//medipimlint:client

package mirror

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
)

type page struct {
	Results []entry `json:"results"`
	Next    string  `json:"next"`
}

type entry struct {
	ID  int64  `json:"id"`
	URL string `json:"url"`
	Sum string `json:"sum"`
}

// Brands writes brands.json, pretty-printed.
func (s *Syncer) Brands(ctx context.Context) error {
	resp, err := s.open(ctx, "/v4/brands/all")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var p page
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/unchecked
		return err
	}
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.dir, "brands.json"), b, 0o644)
}

// Labels is Brands with the check.
func (s *Syncer) Labels(ctx context.Context) error {
	resp, err := s.open(ctx, "/v4/labels/all")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := must2xx(resp); err != nil {
		return err
	}
	var p page
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return err
	}
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.dir, "labels.json"), b, 0o644)
}

// Index reads the index of the media, and says in the log how that went.
func (s *Syncer) Index(ctx context.Context) (map[int64]entry, error) {
	resp, err := s.open(ctx, "/v4/media/all")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	log.Printf("index: %s", resp.Status)
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var list []entry
	if err = json.Unmarshal(raw, &list); err != nil { // want medipimunchecked/unchecked
		return nil, fmt.Errorf("index: %w", err)
	}
	m := make(map[int64]entry, len(list))
	for _, e := range list {
		m[e.ID] = e
	}
	return m, nil
}

// IndexSince reads first and looks at the status afterwards, before anything is made of it.
func (s *Syncer) IndexSince(ctx context.Context, since string) (map[int64]entry, error) {
	resp, err := s.open(ctx, "/v4/media/all?since="+since)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var list []entry
	err = json.NewDecoder(resp.Body).Decode(&list)
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("index since %s: %s", since, resp.Status)
	}
	if err != nil {
		return nil, err
	}
	m := make(map[int64]entry, len(list))
	for _, e := range list {
		m[e.ID] = e
	}
	return m, nil
}

// raw is what the plugins of the print shop call.
func (s *Syncer) raw(ctx context.Context, ref string) ([]byte, error) {
	resp, err := s.open(ctx, ref)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// rawStatus leaves the judgement to its caller.
func (s *Syncer) rawStatus(ctx context.Context, ref string) ([]byte, int, error) {
	resp, err := s.open(ctx, ref)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return b, resp.StatusCode, err
}

// Leaflet saves one leaflet.
func (s *Syncer) Leaflet(ctx context.Context, id int64) error {
	b, status, err := s.rawStatus(ctx, fmt.Sprintf("/v4/leaflets/%d", id))
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		return fmt.Errorf("leaflet %d: HTTP %d", id, status)
	}
	return os.WriteFile(filepath.Join(s.dir, fmt.Sprint(id)+".html"), b, 0o644)
}

// Stylesheet saves the one file that all leaflets need.
func (s *Syncer) Stylesheet(ctx context.Context) error {
	b, err := s.raw(ctx, "/v4/leaflets/style")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.dir, "style.css"), b, 0o644)
}

// Prices buffers the answer, for the log of the accountants.
func (s *Syncer) Prices(ctx context.Context, audit io.Writer) (prices map[string]int, err error) {
	resp, err := s.open(ctx, "/v4/prices/all")
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	var buf bytes.Buffer
	if _, err = io.Copy(&buf, resp.Body); err != nil {
		return nil, err
	}
	_, _ = audit.Write(buf.Bytes())
	err = json.Unmarshal(buf.Bytes(), &prices) // want medipimunchecked/unchecked
	return prices, err
}

// Codes does the same with a look at the status after the copying.
func (s *Syncer) Codes(ctx context.Context, audit io.Writer) (codes map[string]int, err error) {
	resp, err := s.open(ctx, "/v4/codes/all")
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	var buf bytes.Buffer
	if _, err = buf.ReadFrom(resp.Body); err != nil {
		return nil, err
	}
	_, _ = audit.Write(buf.Bytes())
	switch resp.StatusCode {
	case http.StatusOK:
		err = json.Unmarshal(buf.Bytes(), &codes)
	case http.StatusNoContent:
	default:
		err = fmt.Errorf("codes: %s", resp.Status)
	}
	return codes, err
}

// Catalog keeps the original beside what it decodes.
func (s *Syncer) Catalog(ctx context.Context) (*page, error) {
	resp, err := s.open(ctx, "/v4/products/all")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	f, err := os.Create(filepath.Join(s.dir, "products.orig.json"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p := new(page)
	if err := json.NewDecoder(io.TeeReader(resp.Body, f)).Decode(p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return p, nil
}

// Zipped reads an export in XML that the server has compressed.
func (s *Syncer) Zipped(ctx context.Context) ([]string, error) {
	resp, err := s.open(ctx, "/v4/export.xml.gz")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, errGone
	}
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	defer zr.Close()
	var doc struct {
		Names []string `xml:"product>name"`
	}
	if err := xml.NewDecoder(zr).Decode(&doc); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return doc.Names, nil
}

// Media downloads one picture.
func (s *Syncer) Media(ctx context.Context, e entry) (n int64, err error) {
	resp, err := s.open(ctx, e.URL)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return 0, errGone
	}
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("media %d: %s", e.ID, resp.Status)
	}
	f, err := os.CreateTemp(s.dir, "media-*")
	if err != nil {
		return 0, err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	return io.Copy(f, resp.Body)
}

// Sheet downloads a document and keeps it only when it is one.
func (s *Syncer) Sheet(ctx context.Context, e entry) error {
	resp, err := s.open(ctx, e.URL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if !ok(resp.StatusCode) {
		return fmt.Errorf("sheet %d: %s", e.ID, resp.Status)
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.dir, fmt.Sprintf("%d.pdf", e.ID)), b, 0o644)
}

func ok(status int) bool { return status >= 200 && status < 300 }

// Changed asks whether there is something new: the body is of no interest.
func (s *Syncer) Changed(ctx context.Context) (bool, error) {
	resp, err := s.open(ctx, "/v4/changes")
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.Header.Get("Etag") != "", err
}

// Complain decodes nothing but the error.
func (s *Syncer) Complain(ctx context.Context, ref string) (string, error) {
	resp, err := s.open(ctx, ref)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var env struct {
		Error *struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return "", err
	}
	if env.Error == nil {
		return "", nil
	}
	return env.Error.Code, nil
}

// Manifest reads a file on disk with the same types; no answer is involved.
func (s *Syncer) Manifest() (p page, err error) {
	f, err := os.Open(filepath.Join(s.dir, "products.orig.json"))
	if err != nil {
		return p, err
	}
	defer f.Close()
	err = json.NewDecoder(f).Decode(&p)
	return p, err
}
