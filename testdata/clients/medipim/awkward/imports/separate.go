package imports

import "encoding/json"
import "net/http"

// Two repairs import something, each for itself.
func apart(id string) (results []json.RawMessage, err error) {
	answer, err := http.Get("https://api.medipim.be/v4/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	err = json.NewDecoder(answer.Body).Decode(&results) // want medipimunchecked/unchecked
	return results, err
}
