// Command script prints the names of products, as quickly as it could be written.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

const endpoint = "https://api.sandbox.medipim.fr/v4/products/query"

func main() {
	for _, id := range os.Args[1:] {
		body := fmt.Sprintf(`{"filter": {"id": %q}}`, id)
	retry:
		req, _ := http.NewRequest("POST", endpoint, strings.NewReader(body))
		req.SetBasicAuth(os.Getenv("KEY"), os.Getenv("SECRET"))
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			log.Fatal(err)
		}
		data, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		var answer map[string]any
		if err := json.Unmarshal(data, &answer); err != nil {
			log.Fatalf("%s: %s", resp.Status, data)
		}
		if e, ok := answer["error"].(map[string]any); ok && resp.StatusCode >= 400 {
			switch code := e["code"].(string); code {
			case "too_many_requests":
				time.Sleep(5 * time.Second)
				goto retry
			case "notFound": // want medipimcode/unknown
				continue
			}
			if e["status"].(float64) == 401 { // want medipimstatus/branch
				log.Fatal("set KEY and SECRET")
			}
			if strings.Contains(strings.ToLower(e["message"].(string)), "inactive") { // want medipimmessage/text
				log.Fatal("the key is not active")
			}
			log.Fatal(e["code"])
		}
		if resp.StatusCode >= 400 {
			log.Fatal(resp.Status)
		}
		fmt.Println(answer["results"])
	}
}
