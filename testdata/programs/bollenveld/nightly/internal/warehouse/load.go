// Package warehouse loads frames into the warehouse.
package warehouse

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

const jobs = "https://load.graanschuur.example/v2/jobs"

// Load uploads a CSV file and waits for the job.
func Load(token, table string, csv []byte) error {
	req, err := http.NewRequest("POST", jobs+"?table="+table, bytes.NewReader(csv))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var job struct {
		ID    string `json:"id"`
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&job); err != nil {
		return err
	}
	if job.Error.Status == 409 || job.Error.Code == "already_exists" {
		return nil
	}
	if job.Error.Code != "" {
		return fmt.Errorf("load %s: %s", table, job.Error.Message)
	}
	return wait(token, job.ID)
}

func wait(token, id string) error {
	for range 100 {
		req, err := http.NewRequest("GET", jobs+"/"+id, nil)
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", "Bearer "+token)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if bytes.Contains(b, []byte(`"done"`)) {
			return nil
		}
		time.Sleep(time.Second)
	}
	return fmt.Errorf("job %s is not done", id)
}
