package consumedbody

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

const forwardURL = "https://api.medipim.be/v4/products/query"

// forward sends what it is asked on, in a new request each time, with the one body that there is.
func forward(w http.ResponseWriter, r *http.Request) {
	for n := range 5 {
		req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, forwardURL, r.Body)
		if err != nil {
			return
		}
		resp, err := http.DefaultClient.Do(req) // want medipimretry/unrewound
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		if resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			answerWith(w, resp)
			return
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

// forwardKept keeps the body, and puts it back before each try.
func forwardKept(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	for n := range 5 {
		r.Body = io.NopCloser(bytes.NewReader(b))
		req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, forwardURL, r.Body)
		if err != nil {
			return
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		if resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			answerWith(w, resp)
			return
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

// forwardOnce sends no body on.
func forwardOnce(w http.ResponseWriter, r *http.Request) {
	for n := range 5 {
		req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, forwardURL, nil)
		if err != nil {
			return
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		if resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			answerWith(w, resp)
			return
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func answerWith(w http.ResponseWriter, resp *http.Response) {
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}
