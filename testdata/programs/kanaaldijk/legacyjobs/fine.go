package legacyjobs

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/ioutil"
	"log"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"time"

	"github.com/sethgrid/pester"
	"github.com/ybbus/httpretry"
)

// ListJobs lists the jobs.
// ok: RetryOnHTTP429 as a field
func ListJobs() ([]byte, error) {
	client := pester.New()
	client.MaxRetries = 5
	client.Backoff = pester.ExponentialBackoff
	client.RetryOnHTTP429 = true
	resp, err := client.Get(APIURL + "/jobs")
	if err != nil {
		return nil, err
	}
	return readAll(resp)
}

var retry429 = flag.Bool("retry429", false, "retry throttled requests")

// ListJobsMaybe does as the flag says.
// ok: an option that is off by default
func ListJobsMaybe() ([]byte, error) {
	client := pester.NewExtendedClient(http.DefaultClient)
	client.SetRetryOnHTTP429(*retry429)
	resp, err := client.PostForm(APIURL+"/jobs/query", url.Values{"state": {"open"}})
	if err != nil {
		return nil, err
	}
	return readAll(resp)
}

// DefaultRetry takes httpretry as it comes.
// ok: httpretry's own policy covers 429
func DefaultRetry(j Job) ([]byte, error) {
	b, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	client := httpretry.NewDefaultClient()
	resp, err := client.Post(APIURL+"/jobs", "application/json", bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return readAll(resp)
}

// CustomRetry gives httpretry another client and pace.
// ok: httpretry's own policy under NewCustomClient
func CustomRetry(id int) ([]byte, error) {
	client := httpretry.NewCustomClient(&http.Client{Timeout: 5 * time.Minute},
		httpretry.WithMaxRetryCount(8),
		httpretry.WithBackoffPolicy(httpretry.ConstantBackoff(2*time.Second, time.Second)))
	resp, err := client.Get(APIURL + "/jobs/" + strconv.Itoa(id))
	if err != nil {
		return nil, err
	}
	return readAll(resp)
}

// PolicyRetry has a policy of its own.
// ok: the policy covers 429
func PolicyRetry(id int) ([]byte, error) {
	client := httpretry.NewDefaultClient(httpretry.WithRetryPolicy(func(statusCode int, err error) bool {
		return err != nil || statusCode == http.StatusTooManyRequests || statusCode > 500
	}))
	resp, err := client.Get(APIURL + "/jobs/" + strconv.Itoa(id))
	if err != nil {
		return nil, err
	}
	return readAll(resp)
}

// PollJob waits with the header or without.
// ok: thirty seconds when nothing is said
func PollJob(id int) ([]byte, error) {
	for tries := 0; tries < 10; tries++ {
		resp, err := http.Get(fmt.Sprintf("%s/jobs/%d", APIURL, id))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 {
			secs := 30
			if after := resp.Header.Get("Retry-After"); after != "" {
				if n, err := strconv.Atoi(after); err == nil {
					secs = n
				}
			}
			resp.Body.Close()
			log.Printf("throttled, waiting %d seconds", secs)
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		return readAll(resp)
	}
	return nil, errors.New("gave up")
}

// Fatal ends the program when the job cannot be read, whatever the reason.
// ok: the end of the program after the retries of the library
func Fatal(id int) []byte {
	body, err := DefaultRetry(Job{Id: id})
	if err != nil {
		log.Fatal(err)
	}
	return body
}

// Both is decoded before it is looked at.
// ok: the status test stands between the decode and the first use
func Both() (n int, err error) {
	client := pester.New()
	client.SetRetryOnHTTP429(true)
	resp, err := client.Get(APIURL + "/jobs/count")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	body, err := ioutil.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	var out struct{ Count int }
	if err := json.Unmarshal(body, &out); err != nil {
		return 0, err
	}
	if resp.StatusCode >= 400 {
		return 0, errors.New(resp.Status)
	}
	return out.Count, nil
}

// Corrected puts the real status in the place of the body's.
// ok: the body's status is replaced before it is read
func Corrected(id int) error {
	resp, err := httpretry.NewDefaultClient().Get(fmt.Sprintf("%s/jobs/%d", APIURL, id))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	env := errEnvelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	env.Error.Status = json.Number(strconv.Itoa(resp.StatusCode))
	if env.Error.Status == "404" {
		return os.ErrNotExist
	}
	return errors.New(env.Error.Message)
}

// Ping pings the old server.
// ok: another host
func Ping() error {
	resp, err := pester.Get("http://old.server.example/ping")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
