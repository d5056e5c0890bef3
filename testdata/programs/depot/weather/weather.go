package weather

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"time"
)

const host = "https://api.weather.example.com/v1/"

// Today decodes any answer of the weather people.
func Today(town string) (t struct{ Celsius float64 }, err error) {
	resp, err := http.Get(host + town)
	if err != nil {
		return t, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&t)
	return t, err
}

// Week returns the bytes of any answer of the weather people.
func Week(town string) ([]byte, error) {
	resp, err := http.Get(host + town + "/week")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		log.Fatal("throttled")
	}
	if resp.StatusCode == 422 {
		return nil, errors.New("no such town")
	}
	return io.ReadAll(resp.Body)
}

// Report goes round at once on 429 with a drained reader, at the weather people's.
func Report(b []byte) error {
	rd := bytes.NewReader(b)
	for {
		resp, err := http.Post(host+"reports", "application/json", rd)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == 429 {
			continue
		}
		if resp.StatusCode >= 500 {
			time.Sleep(time.Second)
			continue
		}
		return nil
	}
}
