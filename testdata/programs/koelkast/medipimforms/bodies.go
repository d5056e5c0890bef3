package medipimforms

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
)

// Unmarshal has no look at all.
func Unmarshal(id string) (p product, err error) {
	resp, err := http.Get(root + "/b1/" + id) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return p, err
	}
	err = json.Unmarshal(data, &p) // want medipimunchecked/unchecked
	return p, err
}

// LogsStatus prints the status, which is no look.
func LogsStatus(id string) (map[string]any, error) {
	resp, err := http.Get(root + "/b2/" + id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	log.Println(resp.Status, resp.StatusCode)
	out := map[string]any{}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return out, nil
}

// Bytes returns an error body as data.
func Bytes(id string) ([]byte, error) {
	resp, err := http.Get(root + "/b3/" + id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return data, nil // want medipimunchecked/unchecked
}

// BytesChecked returns the bytes of a 2xx only.
func BytesChecked(id string) ([]byte, error) {
	resp, err := http.Get(root + "/b3/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, errBusy
	}
	if resp.StatusCode >= 400 {
		return nil, fmt.Errorf("%s: %s", resp.Status, data)
	}
	return data, nil
}

// ByReaderHelper hands the reader to a helper without a look.
func ByReaderHelper(id string) (p product, err error) {
	resp, err := http.Get(root + "/b4/" + id) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	err = into(resp.Body, &p) // want medipimunchecked/unchecked
	return p, err
}

// ByReaderHelperChecked hands it over after the check.
func ByReaderHelperChecked(id string) (p product, err error) {
	resp, err := http.Get(root + "/b4/" + id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return p, errBusy
	}
	if err := check(resp); err != nil {
		return p, err
	}
	err = into(resp.Body, &p)
	return p, err
}

// LoginOnly catches 401.
func LoginOnly(id string) (p product, err error) {
	resp, err := http.Get(root + "/b5/" + id) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if err := checkLogin(resp); err != nil {
		return p, err
	}
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/partial
	return p, err
}

// checkLogin is a check for one status.
func checkLogin(resp *http.Response) error {
	if resp.StatusCode == http.StatusUnauthorized {
		return fmt.Errorf("wrong key: %s", resp.Status)
	}
	return nil
}

// BusyOnly catches 429.
func BusyOnly(id string) (p product, err error) {
	resp, err := http.Get(root + "/b6/" + id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return p, errBusy
	}
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/partial
	return p, err
}

// ClientMistakesOnly lets 5xx through.
func ClientMistakesOnly(id string) (p product, err error) {
	resp, err := http.Get(root + "/b7/" + id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return p, errBusy
	case resp.StatusCode >= 400 && resp.StatusCode < 500:
		return p, fmt.Errorf("b7: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/partial
	return p, err
}

// LooksLater decodes first and uses the product only on 200.
func LooksLater(id string) (*product, error) {
	resp, err := http.Get(root + "/b8/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p product
	err = json.NewDecoder(resp.Body).Decode(&p)
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return nil, errBusy
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("b8: %s", resp.Status)
	case err != nil:
		return nil, err
	}
	return &p, nil
}

// InsideTheBranch decodes only where the status is 200.
func InsideTheBranch(id string) (*product, error) {
	resp, err := http.Get(root + "/b9/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		var p product
		err := json.NewDecoder(resp.Body).Decode(&p)
		return &p, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, errBusy
	}
	return nil, fmt.Errorf("b9: %s", resp.Status)
}
