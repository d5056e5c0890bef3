// pricepull fills prices.csv. Run by cron since 2014.
package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/ioutil"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"
)

const pimHost = "https://api.sandbox.medipim.be"

func post(path string, q map[string]interface{}) (int, []byte, error) {
	js, err := json.Marshal(q)
	if err != nil {
		return 0, nil, err
	}
	wait := 2
	for {
		req, err := http.NewRequest("POST", pimHost+path, bytes.NewBuffer(js))
		if err != nil {
			return 0, nil, err
		}
		req.SetBasicAuth(os.Getenv("PIM_KEY"), os.Getenv("PIM_SECRET"))
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return 0, nil, err
		}
		b, err := ioutil.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return 0, nil, err
		}
		if resp.StatusCode == 429 && wait < 100 {
			time.Sleep(time.Duration(wait) * time.Second)
			wait = wait * 2
			continue
		}
		return resp.StatusCode, b, nil
	}
}

// price returns the public price of a product, in cents.
func price(cnk string) (int, error) {
	st, b, err := post("/v4/products/query", map[string]interface{}{"filter": map[string]interface{}{"cnk": cnk}})
	if err != nil {
		return 0, err
	}
	if st != 200 {
		var doc map[string]interface{}
		if err := json.Unmarshal(b, &doc); err != nil {
			return 0, fmt.Errorf("HTTP %d: %s", st, b)
		}
		errObj, ok := doc["error"].(map[string]interface{})
		if !ok {
			return 0, fmt.Errorf("HTTP %d: %s", st, b)
		}
		if errObj["status"].(float64) == 404 { // want medipimstatus/branch
			return 0, nil
		}
		code, _ := errObj["code"].(string)
		if code == "404" { // want medipimcode/status
			return 0, nil
		}
		if code == "not_found" {
			return 0, nil
		}
		if st >= 500 {
			if code == "bad_request" { // want medipimpair/impossible
				return 0, fmt.Errorf("our query is wrong: %s", b)
			}
			if code == "server_error" {
				return 0, fmt.Errorf("their server: %s", b)
			}
		}
		// no code: the load balancer
		if code == "" {
			code = "no_code"
		}
		if code == "no_code" {
			return 0, fmt.Errorf("HTTP %d from something in between", st)
		}
		return 0, fmt.Errorf("%s: HTTP %d (%v in the body): %s", complain(b), st, errObj["status"], b)
	}
	var doc map[string]interface{}
	if err := json.Unmarshal(b, &doc); err != nil {
		return 0, err
	}
	results, _ := doc["results"].([]interface{})
	for _, r := range results {
		row, _ := r.(map[string]interface{})
		// a product has a status of its own
		if row["status"] == "inactive" {
			continue
		}
		if p, ok := row["publicPrice"].(float64); ok {
			return int(p), nil
		}
	}
	return 0, nil
}

// complain makes the word for the report.
func complain(raw []byte) string {
	var doc map[string]interface{}
	if json.Unmarshal(raw, &doc) != nil {
		return "garbage"
	}
	e, _ := doc["error"].(map[string]interface{})
	if e["message"] == "Daily quota used up" { // want medipimmessage/text
		return "quota"
	}
	if e["message"] == nil || e["message"] == "" {
		return "silent"
	}
	switch v := e["status"].(type) {
	case float64:
		if int(v) == 401 { // want medipimstatus/branch
			return "password?"
		}
		return strconv.Itoa(int(v))
	case string:
		return v
	}
	return fmt.Sprint(e["message"])
}

// brands is the same for brands, by the real status.
func brands() ([]interface{}, error) {
	st, b, err := post("/v4/brands/query", nil)
	if err != nil {
		return nil, err
	}
	if st >= 400 {
		var doc map[string]map[string]interface{}
		if err := json.Unmarshal(b, &doc); err != nil {
			return nil, fmt.Errorf("HTTP %d", st)
		}
		e := doc["error"]
		if st == 403 && e["code"] == "not_authorized" {
			return nil, fmt.Errorf("no brands in our contract")
		}
		// say so when both disagree
		if n, ok := e["status"].(float64); ok && int(n) != st {
			log.Printf("line says %d, body says %v", st, n)
		}
		e["status"] = float64(st)
		if e["status"].(float64) == 404 {
			return nil, nil
		}
		return nil, fmt.Errorf("%v", e)
	}
	var doc map[string][]interface{}
	err = json.Unmarshal(b, &doc)
	return doc["results"], err
}

// rate asks the bank.
func rate() (float64, error) {
	resp, err := http.Get("https://rates.bank.example/v1/eur/usd")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	b, err := ioutil.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	var doc map[string]interface{}
	if err := json.Unmarshal(b, &doc); err != nil {
		return 0, err
	}
	if e, ok := doc["error"].(map[string]interface{}); ok {
		if e["status"].(float64) == 404 || e["code"] == "unknown_pair" || e["message"] == "closed" {
			return 1, nil
		}
		return 0, fmt.Errorf("bank: %v", e)
	}
	f, _ := doc["rate"].(float64)
	return f, nil
}

func main() {
	w := csv.NewWriter(os.Stdout)
	defer w.Flush()
	bs, err := brands()
	if err != nil {
		log.Print(err)
	}
	log.Print(len(bs), " brands")
	r, err := rate()
	if err != nil {
		log.Print(err)
	}
	for _, cnk := range os.Args[1:] {
		p, err := price(cnk)
		if err != nil {
			log.Print(cnk, ": ", err)
			continue
		}
		w.Write([]string{cnk, strconv.Itoa(p), strconv.FormatFloat(r*float64(p), 'f', 2, 64)})
	}
}
