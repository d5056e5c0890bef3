//medipimlint:client

// Package legacyjobs is what came over from the old server.
package legacyjobs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/ioutil"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/sethgrid/pester"
	"github.com/ybbus/httpretry"
)

// APIURL is the place to be.
var APIURL = "https://api.medipim.be/v4"

// Job is a job.
type Job struct {
	Id    int
	State string
}

func readAll(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	body, err := ioutil.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, errors.New("bad status: " + resp.Status)
	}
	return body, nil
}

// GetJobs gets the jobs.
func GetJobs() ([]byte, error) {
	client := pester.New() // want medipimretry/library
	client.MaxRetries = 5
	client.Backoff = pester.ExponentialJitterBackoff
	client.KeepLog = true
	resp, err := client.Get(APIURL + "/jobs")
	if err != nil {
		log.Println(client.LogString())
		return nil, err
	}
	return readAll(resp)
}

// PostJob posts a job.
func PostJob(j Job) ([]byte, error) {
	b, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	client := pester.NewExtendedClient(&http.Client{Timeout: time.Minute}) // want medipimretry/library
	client.Backoff = pester.LinearBackoff
	client.MaxRetries = 3
	resp, err := client.Post(APIURL+"/jobs", "application/json", bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return readAll(resp)
}

// StopJob stops a job.
func StopJob(id int) error {
	client := httpretry.NewDefaultClient(
		httpretry.WithMaxRetryCount(3),
		httpretry.WithRetryPolicy(func(statusCode int, err error) bool {
			return err != nil || statusCode == 0 || statusCode >= 500 // want medipimretry/incomplete
		}),
		httpretry.WithBackoffPolicy(httpretry.LinearBackoff(time.Second, 10*time.Second, 0)),
	)
	req, err := http.NewRequest("DELETE", APIURL+"/jobs/"+strconv.Itoa(id), nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	_, err = readAll(resp)
	return err
}

// WaitJob was a Python script once.
func WaitJob(id int) (*Job, error) {
	url := fmt.Sprintf("%s/jobs/%d", APIURL, id)
	for tries := 0; tries < 10; tries++ {
		resp, err := http.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 {
			if after := resp.Header.Get("Retry-After"); after != "" { // want medipimretry/header
				resp.Body.Close()
				secs, _ := strconv.Atoi(after)
				time.Sleep(time.Duration(secs+1) * time.Second)
				continue
			}
		}
		body, err := readAll(resp)
		if err != nil {
			return nil, err
		}
		job := &Job{}
		if err := json.Unmarshal(body, job); err != nil {
			return nil, err
		}
		if job.State == "done" {
			return job, nil
		}
		time.Sleep(5 * time.Second)
	}
	return nil, errors.New("job does not end")
}

// CountJobs counts the jobs.
func CountJobs() (int, error) {
	client := pester.New()
	client.Timeout = 10 * time.Second
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
	if resp.StatusCode == 404 {
		return 0, errors.New("there is no queue")
	}
	var out struct{ Count int }
	err = json.Unmarshal(body, &out) // want medipimunchecked/partial
	return out.Count, err
}

// CleanJobs runs from cron, which mails what is written to stderr.
func CleanJobs() {
	client := pester.New()
	req, err := http.NewRequest("DELETE", APIURL+"/jobs/done", nil)
	if err != nil {
		log.Fatal(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		log.Fatal(err)
	}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests: // want medipimretry/fatal
		fmt.Fprintln(os.Stderr, "rate limited, see you tomorrow")
		os.Exit(75)
	case resp.StatusCode >= 400:
		log.Fatal(resp.Status)
	}
}

var errEnvelope struct {
	Error struct {
		Status  json.Number `json:"status"`
		Code    string      `json:"code"`
		Message string      `json:"message"`
	} `json:"error"`
}

// RenameJob renames a job.
func RenameJob(id int, name string) error {
	client := httpretry.NewDefaultClient()
	resp, err := client.Post(fmt.Sprintf("%s/jobs/%d", APIURL, id), "text/plain", bytes.NewBufferString(name))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	env := errEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return errors.New(resp.Status)
	}
	if env.Error.Status.String() == "404" { // want medipimstatus/branch
		return os.ErrNotExist
	}
	if env.Error.Code == "http_method_not_alowed" { // want medipimcode/unknown
		return errors.New("jobs cannot be renamed here")
	}
	return errors.New(env.Error.Message)
}
