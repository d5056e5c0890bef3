package uitpython

import (
	"encoding/json"
	"io"
	"math"
	"net/http"
	"strings"
	"time"
)

// Retry is urllib3's.
type Retry struct {
	Total           int
	BackoffFactor   float64
	StatusForcelist map[int]bool
}

func (r Retry) sleep(n int) {
	time.Sleep(time.Duration(r.BackoffFactor * math.Pow(2, float64(n)) * float64(time.Second)))
}

// MedipimAdapter is the session with a mounted HTTPAdapter(max_retries=Retry(...)).
type MedipimAdapter struct {
	BaseURL string
	retry   Retry
	client  http.Client
}

func Mount(base string) *MedipimAdapter {
	return &MedipimAdapter{BaseURL: base, retry: Retry{
		Total:           5,
		BackoffFactor:   0.5,
		StatusForcelist: map[int]bool{500: true, 502: true, 503: true, 504: true},
	}}
}

func (a *MedipimAdapter) Query(what, body string) (out []record, err error) {
	for n := 0; ; n++ {
		resp, err := a.client.Post(a.BaseURL+"/v4/"+what+"/query", "application/json", strings.NewReader(body))
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if a.retry.StatusForcelist[resp.StatusCode] && n < a.retry.Total { // want medipimretry/incomplete
			a.retry.sleep(n)
			continue
		}
		r := &Response{resp.StatusCode, resp.Header, content, resp.Request.URL.String()}
		if err := r.RaiseForStatus(); err != nil {
			return nil, err
		}
		err = json.Unmarshal(content, &out)
		return out, err
	}
}

var forcelist = [...]int{429, 500, 502, 503, 504}

func (r Retry) isRetry(status, n int) bool {
	if n >= r.Total {
		return false
	}
	for _, s := range forcelist {
		if s == status {
			return true
		}
	}
	return false
}

// Count goes by the longer list.
func (a *MedipimAdapter) Count(what string) (int, error) {
	for n := 0; ; n++ {
		resp, err := a.client.Post(a.BaseURL+"/v4/"+what+"/count", "application/json", strings.NewReader("{}"))
		if err != nil {
			return 0, err
		}
		if a.retry.isRetry(resp.StatusCode, n) {
			resp.Body.Close()
			a.retry.sleep(n + 1)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return 0, &HTTPError{&Response{StatusCode: resp.StatusCode, URL: resp.Request.URL.String()}}
		}
		var total int
		err = json.NewDecoder(resp.Body).Decode(&total)
		return total, err
	}
}
