// Package medipimupload sends leaflets, pictures and corrections.
package medipimupload

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Uploader uploads.
type Uploader struct {
	Base string
	HTTP *http.Client
}

var errTooFast = errors.New("upload: too many requests")

func accept(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK || resp.StatusCode == http.StatusCreated || resp.StatusCode == http.StatusNoContent {
		return nil
	}
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 8192))
	return fmt.Errorf("upload: %s: %s", resp.Status, b)
}

func throttled(resp *http.Response) bool { return resp.StatusCode == http.StatusTooManyRequests }

// Leaflet opens the file once and sends it up to four times.
func (u *Uploader) Leaflet(ctx context.Context, id, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for n := 1; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, u.Base+"/v4/leaflets/"+id, f)
		if err != nil {
			return err
		}
		resp, err := u.HTTP.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if throttled(resp) && n < 4 {
			resp.Body.Close()
			time.Sleep(time.Duration(n) * time.Second)
			continue
		}
		return accept(resp)
	}
}

// Manual goes back to the beginning of the file.
func (u *Uploader) Manual(ctx context.Context, id, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for n := 1; ; n++ {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, u.Base+"/v4/manuals/"+id, io.NopCloser(f))
		if err != nil {
			return err
		}
		resp, err := u.HTTP.Do(req)
		if err != nil {
			return err
		}
		if throttled(resp) && n < 4 {
			resp.Body.Close()
			time.Sleep(time.Duration(n) * time.Second)
			continue
		}
		return accept(resp)
	}
}

func form(name string, r io.Reader) (*bytes.Buffer, string, error) {
	var buf bytes.Buffer
	mw := multipart.NewWriter(&buf)
	part, err := mw.CreateFormFile("file", filepath.Base(name))
	if err != nil {
		return nil, "", err
	}
	if _, err := io.Copy(part, r); err != nil {
		return nil, "", err
	}
	return &buf, mw.FormDataContentType(), mw.Close()
}

// Picture makes the form once; the first request drinks the buffer.
func (u *Uploader) Picture(ctx context.Context, id, name string, pic io.Reader) error {
	buf, ctype, err := form(name, pic)
	if err != nil {
		return err
	}
	wait := time.Second
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.Base+"/v4/media/"+id, buf)
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", ctype)
		resp, err := u.HTTP.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return accept(resp)
		}
		resp.Body.Close()
		time.Sleep(wait)
		wait += wait / 2
	}
}

// Photo takes the bytes out of the buffer.
func (u *Uploader) Photo(ctx context.Context, id, name string, pic io.Reader) error {
	buf, ctype, err := form(name, pic)
	if err != nil {
		return err
	}
	wait := time.Second
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.Base+"/v4/media/"+id, bytes.NewReader(buf.Bytes()))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", ctype)
		resp, err := u.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return accept(resp)
		}
		resp.Body.Close()
		time.Sleep(wait)
		wait += wait / 2
	}
}

// Correct sends one request over and over.
func (u *Uploader) Correct(ctx context.Context, id string, fields map[string]string) error {
	js, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPatch, u.Base+"/v4/products/"+id, strings.NewReader(string(js)))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	var resp *http.Response
	for n := range 5 {
		resp, err = u.HTTP.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if !throttled(resp) {
			break
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
	return accept(resp)
}

// Amend is Correct with a fresh body each time.
func (u *Uploader) Amend(ctx context.Context, id string, fields map[string]string) error {
	js, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPatch, u.Base+"/v4/products/"+id, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.ContentLength = int64(len(js))
	var resp *http.Response
	for n := range 5 {
		req.Body = io.NopCloser(bytes.NewReader(js))
		resp, err = u.HTTP.Do(req)
		if err != nil {
			return err
		}
		if !throttled(resp) {
			break
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
	return accept(resp)
}

// Note takes care of the body from the second try on.
func (u *Uploader) Note(ctx context.Context, id, text string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.Base+"/v4/notes/"+id, strings.NewReader(text))
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		if n > 0 {
			if req.Body, err = req.GetBody(); err != nil {
				return err
			}
		}
		resp, err := u.HTTP.Do(req)
		if err != nil {
			return err
		}
		if !throttled(resp) || n == 6 {
			return accept(resp)
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(n+1) * 3 * time.Second):
		}
	}
}

// Sheet clones the request, but a clone has the same body.
func (u *Uploader) Sheet(ctx context.Context, id string, csv []byte) error {
	tmpl, err := http.NewRequestWithContext(ctx, http.MethodPut, u.Base+"/v4/sheets/"+id, bytes.NewReader(csv))
	if err != nil {
		return err
	}
	tmpl.Header.Set("Content-Type", "text/csv")
	for n := 1; n < 5; n++ {
		resp, err := u.HTTP.Do(tmpl.Clone(ctx)) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if !throttled(resp) {
			return accept(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n) * 2 * time.Second)
	}
	return errTooFast
}

// Pull clones too, but there is no body.
func (u *Uploader) Pull(ctx context.Context, id string) error {
	tmpl, err := http.NewRequestWithContext(ctx, http.MethodDelete, u.Base+"/v4/sheets/"+id, http.NoBody)
	if err != nil {
		return err
	}
	for n := 1; n < 5; n++ {
		resp, err := u.HTTP.Do(tmpl.Clone(ctx))
		if err != nil {
			return err
		}
		if !throttled(resp) {
			return accept(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n) * 2 * time.Second)
	}
	return errTooFast
}

// Raw hands its reader on to itself.
func (u *Uploader) Raw(ctx context.Context, path string, r io.Reader, left int) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, u.Base+path, r)
	if err != nil {
		return err
	}
	resp, err := u.HTTP.Do(req) // want medipimretry/unrewound
	if err != nil {
		return err
	}
	if throttled(resp) && left > 0 {
		resp.Body.Close()
		time.Sleep(4 * time.Second)
		return u.Raw(ctx, path, r, left-1)
	}
	return accept(resp)
}

// From asks for a reader each time.
func (u *Uploader) From(ctx context.Context, path string, open func() (io.ReadCloser, error), left int) error {
	r, err := open()
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, u.Base+path, r)
	if err != nil {
		r.Close()
		return err
	}
	resp, err := u.HTTP.Do(req)
	if err != nil {
		return err
	}
	if throttled(resp) && left > 0 {
		resp.Body.Close()
		time.Sleep(4 * time.Second)
		return u.From(ctx, path, open, left-1)
	}
	return accept(resp)
}

// Piped has a pipe and a writer for each try.
func (u *Uploader) Piped(ctx context.Context, path string, rows []map[string]any) error {
	send := func() (*http.Response, error) {
		pr, pw := io.Pipe()
		go func() {
			enc := json.NewEncoder(pw)
			for _, row := range rows {
				if err := enc.Encode(row); err != nil {
					pw.CloseWithError(err)
					return
				}
			}
			pw.Close()
		}()
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.Base+path, pr)
		if err != nil {
			return nil, err
		}
		return u.HTTP.Do(req)
	}
	resp, err := send()
	for n := 1; err == nil && throttled(resp) && n < 6; n++ {
		resp.Body.Close()
		time.Sleep(time.Duration(n) * time.Second)
		resp, err = send()
	}
	if err != nil {
		return err
	}
	return accept(resp)
}

// Batch has both: a body that is gone, and a condition that lacks something.
func (u *Uploader) Batch(ctx context.Context, lines io.Reader) error {
	for n := 1; ; n++ {
		resp, err := u.HTTP.Post(u.Base+"/v4/batch", "application/x-ndjson", lines) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusServiceUnavailable && n < 4 { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		return accept(resp)
	}
}

// Batches posts one batch after another: it sends each of them once or, if need be, from its bytes again.
func (u *Uploader) Batches(ctx context.Context, batches [][]byte) error {
	for i := 0; i < len(batches); i++ {
		resp, err := u.HTTP.Post(u.Base+"/v4/batch", "application/x-ndjson", bytes.NewReader(batches[i]))
		if err != nil {
			return err
		}
		if throttled(resp) {
			resp.Body.Close()
			time.Sleep(15 * time.Second)
			i--
			continue
		}
		if err := accept(resp); err != nil {
			return fmt.Errorf("batch %d: %w", i, err)
		}
	}
	return nil
}

// Tag has no retry at all.
func (u *Uploader) Tag(id string, tags ...string) error {
	resp, err := u.HTTP.PostForm(u.Base+"/v4/tags/"+id, url.Values{"tag": tags}) // want medipimretry/missing
	if err != nil {
		return err
	}
	return accept(resp)
}

// Untag says when it is too fast.
func (u *Uploader) Untag(id string, tags ...string) error {
	resp, err := u.HTTP.PostForm(u.Base+"/v4/untags/"+id, url.Values{"tag": tags})
	if err != nil {
		return err
	}
	if throttled(resp) {
		resp.Body.Close()
		return errTooFast
	}
	return accept(resp)
}
