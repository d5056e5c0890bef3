package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"time"
)

const medipimUploads = "https://api.sandbox.medipim.be/v4/media"

// Doer is what sends.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Store puts media and gets them.
type Store struct {
	doer Doer
	url  string
}

// NewStore sends with net/http's own client.
func NewStore() *Store { return &Store{doer: http.DefaultClient, url: medipimUploads} }

// ErrWait is for 429.
var ErrWait = errors.New("media: wait")

func form(name string, content []byte) (*bytes.Buffer, string, error) {
	buf := new(bytes.Buffer)
	mw := multipart.NewWriter(buf)
	part, err := mw.CreateFormFile("file", name)
	if err != nil {
		return nil, "", err
	}
	if _, err := part.Write(content); err != nil {
		return nil, "", err
	}
	return buf, mw.FormDataContentType(), mw.Close()
}

// Upload is not reported: each try reads the form from its start.
func (s *Store) Upload(ctx context.Context, name string, content []byte) error {
	buf, ct, err := form(name, content)
	if err != nil {
		return err
	}
	for n := 1; n <= 5; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimUploads, bytes.NewReader(buf.Bytes()))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", ct)
		resp, err := s.doer.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("upload %s: %s", name, resp.Status)
		}
		return nil
	}
	return ErrWait
}

// UploadDrained is reported: the second request is on the buffer that the first one has emptied.
func (s *Store) UploadDrained(ctx context.Context, name string, content []byte) error {
	buf, ct, err := form(name, content)
	if err != nil {
		return err
	}
	for n := 1; n <= 5; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimUploads, buf)
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", ct)
		resp, err := s.doer.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("upload %s: %s", name, resp.Status)
		}
		return nil
	}
	return ErrWait
}

// Describe is reported: the same request goes out again, its body already read.
func (s *Store) Describe(ctx context.Context, text string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimUploads+"/describe", strings.NewReader(text))
	if err != nil {
		return err
	}
	for n := 1; n <= 5; n++ {
		resp, err := s.doer.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("describe: %s", resp.Status)
		}
		return nil
	}
	return ErrWait
}

// DescribeAgain is not reported: GetBody gives the body anew before each try.
func (s *Store) DescribeAgain(ctx context.Context, text string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimUploads+"/describe", strings.NewReader(text))
	if err != nil {
		return err
	}
	for n := 1; n <= 5; n++ {
		if req.Body, err = req.GetBody(); err != nil {
			return err
		}
		resp, err := s.doer.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("describe: %s", resp.Status)
		}
		return nil
	}
	return ErrWait
}

// DescribeClone is reported: Clone does not copy what was read.
func (s *Store) DescribeClone(ctx context.Context, text string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimUploads+"/describe", strings.NewReader(text))
	if err != nil {
		return err
	}
	for n := 1; n <= 5; n++ {
		resp, err := s.doer.Do(req.Clone(ctx)) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("describe: %s", resp.Status)
		}
		return nil
	}
	return ErrWait
}

// Fetch is not reported: a GET has no body, the same request may go out again.
func (s *Store) Fetch(ctx context.Context, id string, to io.Writer) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimUploads+"/"+id, http.NoBody)
	if err != nil {
		return err
	}
	for n := 1; n <= 5; n++ {
		resp, err := s.doer.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 300 {
			return fmt.Errorf("fetch %s: %s", id, resp.Status)
		}
		_, err = io.Copy(to, resp.Body)
		return err
	}
	return ErrWait
}

// Replace is not reported: the reader is set back before each request.
func (s *Store) Replace(ctx context.Context, id string, content io.ReadSeeker) error {
	for n := 1; n <= 5; n++ {
		if _, err := content.Seek(0, io.SeekStart); err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, medipimUploads+"/"+id, io.NopCloser(content))
		if err != nil {
			return err
		}
		resp, err := s.doer.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("replace %s: %s", id, resp.Status)
		}
		return nil
	}
	return ErrWait
}

// ReplaceOnce is reported: the file stays at its end after the first try.
func (s *Store) ReplaceOnce(ctx context.Context, id, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for n := 1; n <= 5; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, medipimUploads+"/"+id, io.NopCloser(f))
		if err != nil {
			return err
		}
		resp, err := s.doer.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("replace %s: %s", id, resp.Status)
		}
		return nil
	}
	return ErrWait
}

// Push is reported: the recursion hands on the request that was sent.
func (s *Store) Push(ctx context.Context, text string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimUploads+"/push", strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.push(req, 4)
}

func (s *Store) push(req *http.Request, left int) error {
	resp, err := s.doer.Do(req) // want medipimretry/unrewound
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode == http.StatusTooManyRequests && left > 0:
		time.Sleep(20 * time.Second)
		return s.push(req, left-1)
	}
	return fmt.Errorf("push: %s", resp.Status)
}

// Make is not reported: the closure makes a request with its own reader for each try.
func (s *Store) Make(ctx context.Context, text string) error {
	fresh := func() (*http.Request, error) {
		return http.NewRequestWithContext(ctx, http.MethodPost, medipimUploads+"/make", strings.NewReader(text))
	}
	for n := 1; n <= 5; n++ {
		req, err := fresh()
		if err != nil {
			return err
		}
		resp, err := s.doer.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n) * 10 * time.Second)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("make: %s", resp.Status)
		}
		return nil
	}
	return ErrWait
}
