package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// Download is not reported: only what a 200 has is written, and 429 has its sentinel.
func (s *Store) Download(ctx context.Context, id, dir string) (err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimUploads+"/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := s.doer.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrWait
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("download %s: %s", id, resp.Status)
	}
	f, err := os.Create(filepath.Join(dir, filepath.Base(id)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = io.Copy(f, resp.Body)
	return err
}

// DownloadPlain is reported: 429 is an error like any other.
func (s *Store) DownloadPlain(ctx context.Context, id, dir string) (err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimUploads+"/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := s.doer.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("download %s: %s", id, resp.Status)
	}
	f, err := os.Create(filepath.Join(dir, filepath.Base(id)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = io.Copy(f, resp.Body)
	return err
}

// Exists is reported: a 429 means that the file is not there.
func Exists(id string) (bool, error) {
	resp, err := http.Head(medipimUploads + "/" + id) // want medipimretry/missing
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK, nil
}

// ExistsSurely is not reported: 404 is the one status that means no, and 429 waits.
func ExistsSurely(id string) (bool, error) {
	for n := range 4 {
		resp, err := http.Head(medipimUploads + "/" + id)
		if err != nil {
			return false, err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
			return true, nil
		case http.StatusNotFound:
			return false, nil
		case http.StatusTooManyRequests:
			time.Sleep(time.Duration(1+n) * 5 * time.Second)
		default:
			return false, errors.New(resp.Status)
		}
	}
	return false, ErrWait
}

// Size is reported: the method value is the send.
func Size(ctx context.Context, id string) (int64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, medipimUploads+"/"+id, nil)
	if err != nil {
		return 0, err
	}
	send := http.DefaultClient.Do
	resp, err := send(req) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("size %s: %s", id, resp.Status)
	}
	return resp.ContentLength, nil
}

// SizeSlow is not reported: the method value is called again after a pause.
func SizeSlow(ctx context.Context, id string) (int64, error) {
	send := http.DefaultClient.Do
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodHead, medipimUploads+"/"+id, nil)
		if err != nil {
			return 0, err
		}
		resp, err := send(req)
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(30 * time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return 0, fmt.Errorf("size %s: %s", id, resp.Status)
		}
		return resp.ContentLength, nil
	}
}

// Direct is reported: the transport is asked without a client, and 429 ends like any error.
func Direct(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, medipimUploads+"/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultTransport.RoundTrip(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		return fmt.Errorf("delete %s: %s", id, resp.Status)
	}
	return nil
}
